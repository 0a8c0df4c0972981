import { interruptible } from "../../../../src/cli/interruptible";
import { runSampleLanes } from "./run-sample-lanes";

/** A process of its own that runs the lanes of a folder until a signal ends it, as `npm run acceptance` does. */
interruptible(async (signal) => {
  await runSampleLanes({
    folder: process.argv[2] ?? "",
    environment: process.env,
    signal,
    onStep: (text) => process.stderr.write(`${text}\n`),
  });
}).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 3;
});
