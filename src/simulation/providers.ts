import { extname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { PROVIDERS, type ProviderName } from "../terraform/provider-schema";
import type { DataFixtures } from "./data/fixtures";
import { reattachment } from "./reattachment";
import type { ServedProviders } from "./serve-providers";
import { makeSocketFolder } from "./sockets";

/** Simulated providers that run until they are stopped. */
export interface SimulatedProviders {
  /** The value of `TF_REATTACH_PROVIDERS` with which Terraform finds them. */
  readonly reattach: string;
  /**
   * Ends them and removes their sockets. May be called twice.
   *
   * @throws what they ended with when they have crashed before: the cause of whatever Terraform said.
   */
  stop(): Promise<void>;
}

export interface SimulationProps {
  /**
   * The providers to serve.
   *
   * @default every provider whose facts the project carries
   */
  readonly providers?: readonly ProviderName[];
  /**
   * What data sources answer.
   *
   * @default none: a data source that Terraform reads is an error which names the missing fixture
   */
  readonly fixtures?: DataFixtures;
}

/**
 * Starts the simulated providers, one Unix socket each, in a thread of their own. Terraform gives a provider 20 seconds to
 * accept a connection: nothing else that this process does may keep them from it, such as the synthesis of a large stack.
 *
 * @throws when no folder for temporary files has a path short enough for a socket's
 */
export async function startProviders({
  providers = PROVIDERS,
  fixtures = {},
}: SimulationProps = {}): Promise<SimulatedProviders> {
  const folder = makeSocketFolder(providers);
  const sockets = providers.map((name) => [name, folder.path(name)] as const);
  const thread = startThread({ sockets, fixtures });
  let crash: Error | undefined;
  thread.on("error", (error) => {
    crash = error;
  });
  const ended = new Promise((resolve) => thread.once("exit", resolve));
  const stop = async () => {
    // The thread ends itself, between two calls: ended from outside while HTTP/2 data arrives, it takes Node.js down with it.
    thread.postMessage("stop");
    await ended;
    folder.remove();
    if (crash) throw crash;
  };
  // It says that it listens, or ends.
  await Promise.race([new Promise((resolve) => thread.once("message", resolve)), ended]);
  if (crash) await stop();
  return { reattach: reattachment(sockets), stop };
}

/** The sources run as TypeScript in this project's tests, which Node.js does not read by itself. */
function startThread(served: ServedProviders): Worker {
  const language = extname(__filename);
  return new Worker(join(__dirname, `provider-thread${language}`), {
    workerData: served,
    execArgv: language === ".ts" ? ["--require", require.resolve("tsx/cjs")] : [],
  });
}
