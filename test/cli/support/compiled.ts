import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ensureCurrentBuild, ROOT } from "./build";

const LIB = join(ROOT, "lib");

/** Written into the child process, which tells at its end what it used and loaded. */
const USAGE_HOOK = `process.on("exit", () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, modules: Object.keys(require.cache) };
  require("node:fs").writeFileSync(process.env.USAGE_FILE, JSON.stringify(usage));
});
`;

const usageFile = z.object({ cpuSeconds: z.number(), modules: z.array(z.string()) });

export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** User and system time of the process. */
  readonly cpuSeconds: number;
  /** Paths of the CommonJS modules that it loaded. */
  readonly modules: readonly string[];
}

/** A folder with the repository's environments, in which the compiled programs run as a user runs them. */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), "health-cloud-cli-"));

  constructor() {
    ensureCurrentBuild();
    cpSync(join(ROOT, "environments"), join(this.folder, "environments"), { recursive: true });
  }

  /** Runs `health-cloud` with arguments. */
  healthCloud(...args: string[]): Run {
    return this.run(join(LIB, "cli", "health-cloud.js"), args);
  }

  /** Runs the app, as `cdktf synth` does. */
  app(variables: Readonly<Record<string, string>> = {}): Run {
    return this.run(join(LIB, "main.js"), [], variables);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  write(path: string, content: string | Uint8Array): void {
    writeFileSync(join(this.folder, path), content);
  }

  /** Replaces a text that stands exactly once in a file. */
  replace(path: string, before: string, after: string): void {
    const parts = this.read(path).split(before);
    if (parts.length !== 2) throw new Error(`${path} has ${JSON.stringify(before)} ${parts.length - 1} times`);
    this.write(path, parts.join(after));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(program: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}): Run {
    const hook = join(this.folder, "usage-hook.cjs");
    const usage = join(this.folder, "usage.json");
    writeFileSync(hook, USAGE_HOOK);
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--require", hook, program, ...args], {
      cwd: this.folder,
      encoding: "utf8",
      env: { PATH: process.env.PATH, USAGE_FILE: usage, ...variables },
    });
    return { exitCode: status, stdout, stderr, ...usageFile.parse(JSON.parse(readFileSync(usage, "utf8"))) };
  }
}
