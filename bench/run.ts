import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench } from "./bench";
import { ISOLATION } from "./isolation";
import { COST_HOOK } from "./measure";
import { PLAN } from "./plan";
import { SCALE } from "./scale";
import { SYNTHESIS } from "./synthesis";

/**
 * `npm run bench [-- synthesis|plan|isolation|scale]`: what the compiled program in `lib/` costs. Every number that counts is a ratio of two
 * that were measured in the same run, so that the machine does not matter.
 */
const BENCHES: Readonly<Record<string, Bench>> = {
  synthesis: SYNTHESIS,
  plan: PLAN,
  isolation: ISOLATION,
  scale: SCALE,
};

async function run(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const bench = BENCHES[name];
    if (!bench) throw new Error(`unknown benchmark ${name}: expected ${Object.keys(BENCHES).join(", ")}`);
    const folder = mkdtempSync(join(tmpdir(), "health-cloud-bench-"));
    try {
      writeFileSync(join(folder, "hook.js"), COST_HOOK);
      process.stdout.write(`${bench.title}\n${await bench.run(folder)}\n`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

const asked = process.argv.slice(2);
run(asked.length > 0 ? asked : Object.keys(BENCHES)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
