import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

export const ROOT = resolve(__dirname, "..", "..", "..");

const BUILD_RECORD = join(ROOT, "lib", "build.tsbuildinfo");
const LOCK = join(ROOT, "node_modules", ".health-cloud-build-lock");
const LONGEST_BUILD_MS = 180_000;

/**
 * Builds `lib` when it is older than `src`, so that tests of compiled programs judge what is written. Test files run at the
 * same time: one of them builds and the others wait.
 */
export function ensureCurrentBuild(): void {
  const deadline = Date.now() + LONGEST_BUILD_MS;
  while (isStale()) {
    if (takeLock()) {
      try {
        execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-b", "tsconfig.build.json"], {
          cwd: ROOT,
          encoding: "utf8",
        });
        return;
      } finally {
        rmdirSync(LOCK);
      }
    }
    if (Date.now() > deadline) throw new Error(`lib is older than src, and ${LOCK} stays: remove it, npm run build`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
}

function isStale(): boolean {
  const built = statSync(BUILD_RECORD, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).some(
    (file) => file.endsWith(".ts") && statSync(join(ROOT, "src", file)).mtimeMs > built,
  );
}

function takeLock(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    return false;
  }
}
