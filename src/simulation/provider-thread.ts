import { parentPort, workerData } from "node:worker_threads";
import { serveProviders, type ServedProviders } from "./serve-providers";

/** The program of the thread that serves simulated providers until it is sent any message. It says once that they listen. */
async function serve(given: unknown): Promise<void> {
  if (parentPort === null || !isServed(given)) throw new Error("expected to be started with sockets, as a thread");
  const stop = await serveProviders(given);
  parentPort.once("message", () => {
    stop();
    process.exit();
  });
  parentPort.postMessage("listening");
}

function isServed(value: unknown): value is ServedProviders {
  return typeof value === "object" && value !== null && "sockets" in value && "fixtures" in value;
}

// A failure ends the thread, whose starter gets the error.
void serve(workerData);
