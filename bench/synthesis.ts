import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { ROOT, type Bench } from "./bench";
import { measure, type Cost } from "./measure";
import { mebibytes, seconds, table } from "./table";

const RESOURCES = [2_000, 5_000, 12_000];
const RUNS = 3;

/**
 * What synthesis costs: the app on `prod`, and growing numbers of Kubernetes resources in one stack. Each as a ratio to its
 * floor, the same files from plain objects.
 */
export const SYNTHESIS: Bench = {
  title: "Synthesis, and the same files from plain objects as its floor",
  async run(folder) {
    prepare(folder);
    const rows = [await row(folder, "prod", join(ROOT, "lib", "main.js"), [], "cdktf.out")];
    for (const count of RESOURCES) {
      const outdir = `kubernetes-${count}`;
      const given = [String(count), outdir];
      rows.push(await row(folder, `${count} Kubernetes resources`, join(folder, "kubernetes.js"), given, outdir));
    }
    return table([["", "CPU", "floor", "ratio", "memory", "floor", "ratio"], ...rows]);
  },
};

/** Programs are measured compiled, so that no compiler is measured with them. */
function prepare(folder: string): void {
  const programs = join(__dirname, "programs");
  for (const file of readdirSync(programs)) {
    const { outputText } = transpileModule(readFileSync(join(programs, file), "utf8"), {
      compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
    });
    writeFileSync(join(folder, file.replace(/\.ts$/, ".js")), outputText);
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  cpSync(join(ROOT, "environments"), join(folder, "environments"), { recursive: true });
}

async function row(
  folder: string,
  name: string,
  program: string,
  given: readonly string[],
  outdir: string,
): Promise<string[]> {
  const cost = await run(folder, program, given);
  const floor = await run(folder, join(folder, "floor.js"), [outdir, `${outdir}-floor`]);
  return [
    name,
    seconds(cost.cpuSeconds),
    seconds(floor.cpuSeconds),
    (cost.cpuSeconds / floor.cpuSeconds).toFixed(1),
    mebibytes(cost.peakMebibytes),
    mebibytes(floor.peakMebibytes),
    (cost.peakMebibytes / floor.peakMebibytes).toFixed(1),
  ];
}

function run(folder: string, program: string, given: readonly string[]): Promise<Cost> {
  return measure(RUNS, { program, arguments: given, folder, hook: join(folder, "hook.js") });
}
