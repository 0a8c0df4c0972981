import { cpSync } from "node:fs";
import { join } from "node:path";
import { ROOT, type Bench } from "./bench";
import { measure, type Cost } from "./measure";
import { mebibytes, seconds, table } from "./table";

const RUNS = 3;

/** What it may cost. */
const MOST_CPU_SECONDS = 2;
const MOST_MEBIBYTES = 300;

/** What `health-cloud isolation prod` costs, beside the synthesis whose files it reads. */
export const ISOLATION: Bench = {
  title: "Isolation of prod, and the synthesis of what it reads",
  async run(folder) {
    cpSync(join(ROOT, "environments"), join(folder, "environments"), { recursive: true });
    const program = (file: string, given: readonly string[]) =>
      measure(RUNS, { program: join(ROOT, "lib", file), arguments: given, folder, hook: join(folder, "hook.js") });
    const row = (name: string, { cpuSeconds, peakMebibytes }: Cost) => [
      name,
      seconds(cpuSeconds),
      mebibytes(peakMebibytes),
    ];
    const synthesis = await program("main.js", []);
    const isolation = await program(join("cli", "health-cloud.js"), ["isolation", "prod"]);
    const made = table([["", "CPU", "memory"], row("synthesis", synthesis), row("isolation", isolation)]);
    if (isolation.cpuSeconds <= MOST_CPU_SECONDS && isolation.peakMebibytes <= MOST_MEBIBYTES) return made;
    throw new Error(`${made}isolation may take at most ${seconds(MOST_CPU_SECONDS)} and ${mebibytes(MOST_MEBIBYTES)}`);
  },
};
