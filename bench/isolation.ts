import { cpSync } from "node:fs";
import { join } from "node:path";
import { ROOT, type Bench } from "./bench";
import { measure } from "./measure";
import { mebibytes, seconds, table } from "./table";

const RUNS = 3;

/** What `health-cloud isolation prod` costs, beside the synthesis whose files it reads. */
export const ISOLATION: Bench = {
  title: "Isolation of prod, and the synthesis of what it reads",
  async run(folder) {
    cpSync(join(ROOT, "environments"), join(folder, "environments"), { recursive: true });
    const program = (name: string, file: string, given: readonly string[]) =>
      measure(RUNS, { program: join(ROOT, "lib", file), arguments: given, folder, hook: join(folder, "hook.js") }).then(
        ({ cpuSeconds, peakMebibytes }) => [name, seconds(cpuSeconds), mebibytes(peakMebibytes)],
      );
    const synthesis = await program("synthesis", "main.js", []);
    const isolation = await program("isolation", join("cli", "health-cloud.js"), ["isolation", "prod"]);
    return table([["", "CPU", "memory"], synthesis, isolation]);
  },
};
