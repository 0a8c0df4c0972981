import { setFlagsFromString } from "node:v8";

/**
 * Imported first: these commands end before optimized code has earned what it costs to make. Without V8's optimizer
 * `validate` needs a third less CPU.
 */
setFlagsFromString("--no-opt");

/** For a command that runs for longer than a moment. */
export function runOptimized(): void {
  setFlagsFromString("--opt");
}
