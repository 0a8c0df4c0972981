import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { COST_HOOK, measure, type Cost } from "./measure";

/**
 * What synthesis costs, each program in a process of its own: the app on `prod`, and growing numbers of Kubernetes resources
 * in one stack. Each as a ratio to its floor, the same files from plain objects, measured in the same run.
 */
const ROOT = resolve(__dirname, "..");
const RESOURCES = [2_000, 5_000, 12_000];
const RUNS = 3;

const folder = mkdtempSync(join(tmpdir(), "health-cloud-bench-"));
try {
  process.stdout.write(table(benchmarks()));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Benchmark {
  readonly name: string;
  readonly cost: Cost;
  readonly floor: Cost;
}

function benchmarks(): Benchmark[] {
  prepare();
  const app = run(join(ROOT, "lib", "main.js"));
  return [
    { name: "prod", cost: app, floor: floorOf("cdktf.out") },
    ...RESOURCES.map((count) => {
      const outdir = `kubernetes-${count}`;
      const cost = run(join(folder, "kubernetes.js"), String(count), outdir);
      return { name: `${count} Kubernetes resources`, cost, floor: floorOf(outdir) };
    }),
  ];
}

/** Programs are measured compiled, so that no compiler is measured with them. */
function prepare(): void {
  const programs = join(__dirname, "programs");
  for (const file of readdirSync(programs)) {
    const { outputText } = transpileModule(readFileSync(join(programs, file), "utf8"), {
      compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
    });
    writeFileSync(join(folder, file.replace(/\.ts$/, ".js")), outputText);
  }
  writeFileSync(join(folder, "hook.js"), COST_HOOK);
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  cpSync(join(ROOT, "environments"), join(folder, "environments"), { recursive: true });
}

function floorOf(outdir: string): Cost {
  return run(join(folder, "floor.js"), outdir, `${outdir}-floor`);
}

function run(program: string, ...given: string[]): Cost {
  return measure(RUNS, { program, arguments: given, folder, hook: join(folder, "hook.js") });
}

function table(results: readonly Benchmark[]): string {
  const rows = results.map(({ name, cost, floor }) => [
    name,
    `${cost.cpuSeconds.toFixed(2)} s`,
    `${floor.cpuSeconds.toFixed(2)} s`,
    (cost.cpuSeconds / floor.cpuSeconds).toFixed(1),
    `${cost.peakMebibytes.toFixed(0)} MiB`,
    `${floor.peakMebibytes.toFixed(0)} MiB`,
    (cost.peakMebibytes / floor.peakMebibytes).toFixed(1),
  ]);
  const head = ["", "CPU", "floor", "ratio", "memory", "floor", "ratio"];
  const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? title).length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ");
  return `${[head, ...rows].map(line).join("\n")}\n`;
}
