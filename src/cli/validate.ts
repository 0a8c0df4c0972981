import { selectEnvironments } from "../app/select-environments";
import { loadEnvironment } from "../environment/load";
import { reportFaults, reportValid } from "../report/text";

/** Checks environments and prints every fault. Returns the exit code: 0 when all are valid, else 1. */
export function validate(asked: readonly string[]): number {
  let exitCode = 0;
  for (const name of selectEnvironments(asked)) {
    const { faults } = loadEnvironment(name);
    if (faults) {
      process.stderr.write(reportFaults(faults));
      exitCode = 1;
    } else process.stdout.write(reportValid(name));
  }
  return exitCode;
}
