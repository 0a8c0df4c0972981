import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { selectEnvironments } from "../app/select-environments";
import { ENVIRONMENTS_FOLDER, loadEnvironment } from "../environment/load";
import { renderStatefulRecord } from "../environment/stateful";
import { reportFaults } from "../report/text";

/** Writes the record of an environment's stateful things. Returns the exit code: 0, or 1 when the environment has faults. */
export function release(asked: string): number {
  for (const name of selectEnvironments([asked])) {
    const { environment, faults } = loadEnvironment(name);
    if (faults) {
      process.stderr.write(reportFaults(faults));
      return 1;
    }
    const file = join(ENVIRONMENTS_FOLDER, name, "stateful.json");
    mkdirSync(join(ENVIRONMENTS_FOLDER, name), { recursive: true });
    writeFileSync(file, renderStatefulRecord(environment.specification));
    process.stdout.write(`${file}: written\n`);
  }
  return 0;
}
