import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ReadProvenance } from "../../../src/app/provenance-file";
import { ensureCurrentBuild, ROOT } from "../../cli/support/build";

/**
 * Turns `environments/*.yaml`, which hold stacks as JSON, into what cdktf writes, and into a provenance file what
 * `environments/*.intent.json` declares.
 */
const APP = `const { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { CDKTF_OUTDIR: out, HEALTH_CLOUD_ENVIRONMENTS: asked } = process.env;
const manifest = { stacks: {} };
for (const file of readdirSync("environments")) {
  const environment = file.slice(0, -5);
  if (!file.endsWith(".yaml") || (asked && !asked.split(",").includes(environment))) continue;
  const intent = "environments/" + environment + ".intent.json";
  const provenance = { environment, zones: [], sites: [], flows: [], transits: [], clusters: [], protected: {}, resources: {} };
  if (existsSync(intent)) Object.assign(provenance, JSON.parse(readFileSync(intent)));
  for (const [name, { dependencies = [], ...configuration }] of Object.entries(JSON.parse(readFileSync("environments/" + file)))) {
    const workingDirectory = "stacks/" + name;
    const synthesizedStackPath = workingDirectory + "/cdk.tf.json";
    mkdirSync(out + "/" + workingDirectory, { recursive: true });
    writeFileSync(out + "/" + synthesizedStackPath, JSON.stringify(configuration));
    manifest.stacks[name] = { name, dependencies, workingDirectory, synthesizedStackPath };
    provenance.resources[name] ??= {};
  }
  mkdirSync(out, { recursive: true });
  writeFileSync(out + "/" + environment + ".provenance.json", JSON.stringify(provenance));
}
writeFileSync(out + "/manifest.json", JSON.stringify(manifest));
`;

export interface ProjectRun {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/** A small project in a git repository of its own, on which `health-cloud plan` runs as a user runs it. */
export class SampleProject {
  private readonly root = mkdtempSync(join(tmpdir(), "hc-sample-"));
  readonly folder = join(this.root, "project");
  /** Where the command puts its temporary folders. */
  readonly temporary = join(this.root, "tmp");

  constructor() {
    ensureCurrentBuild();
    mkdirSync(this.folder);
    mkdirSync(this.temporary);
    this.write("cdktf.json", JSON.stringify({ language: "typescript", app: "node app.js" }));
    this.write("app.js", APP);
    this.write("package-lock.json", "{}");
    this.git("init", "--quiet", "--initial-branch=main");
    this.git("config", "user.name", "Sample");
    this.git("config", "user.email", "sample@example.org");
  }

  /** Writes an environment's stacks, by name: Terraform JSON and `dependencies`. */
  environment(name: string, stacks: Readonly<Record<string, object>>): void {
    this.write(join("environments", `${name}.yaml`), JSON.stringify(stacks));
  }

  /** Writes what is declared for an environment: parts of its provenance file. */
  intent(name: string, declared: Partial<ReadProvenance>): void {
    this.write(join("environments", `${name}.intent.json`), JSON.stringify(declared));
  }

  write(path: string, content: string, mode = 0o644): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), content, { mode });
  }

  commit(): void {
    this.git("add", ".");
    this.git("commit", "--quiet", "--message", "Sample");
  }

  git(...words: readonly string[]): string {
    return execFileSync("git", words, { cwd: this.folder, encoding: "utf8" });
  }

  /** Starts `health-cloud plan`. */
  start(
    words: readonly string[],
    variables: Readonly<Record<string, string>> = {},
    folder = this.folder,
  ): ChildProcess {
    return this.healthCloud(["plan", ...words], variables, folder);
  }

  /** Runs `health-cloud plan` to its end. */
  plan(
    words: readonly string[],
    variables: Readonly<Record<string, string>> = {},
    folder?: string,
  ): Promise<ProjectRun> {
    return ended(this.start(words, variables, folder));
  }

  /** Runs `health-cloud isolation` to its end. */
  isolation(words: readonly string[]): Promise<ProjectRun> {
    return ended(this.healthCloud(["isolation", ...words]));
  }

  private healthCloud(
    words: readonly string[],
    variables: Readonly<Record<string, string>> = {},
    folder = this.folder,
  ): ChildProcess {
    return spawn(process.execPath, [join(ROOT, "lib", "cli", "health-cloud.js"), ...words], {
      cwd: folder,
      env: { ...process.env, TMPDIR: this.temporary, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** What the command left behind: temporary files, worktrees beside the project's own, running programs. */
  leftovers(): string[] {
    const worktrees = this.git("worktree", "list", "--porcelain").split("\n");
    return [
      ...readdirSync(this.temporary),
      ...worktrees.filter((line) => line.startsWith("worktree ") && !line.endsWith(this.folder)),
      ...this.processes(),
    ];
  }

  /** The programs of the command that run. */
  processes(): string[] {
    return processesWith(`TMPDIR=${this.temporary}`);
  }

  emptyTemporary(): void {
    for (const entry of readdirSync(this.temporary)) rmSync(join(this.temporary, entry), { recursive: true });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The programs that run with a variable in their environment. */
function processesWith(variable: string): string[] {
  return readdirSync("/proc").filter((entry) => {
    try {
      return /^\d+$/.test(entry) && readFileSync(`/proc/${entry}/environ`, "utf8").split("\0").includes(variable);
    } catch {
      // It has ended since, or is another user's.
      return false;
    }
  });
}

/** Waits for a command's end. */
export async function ended(child: ChildProcess): Promise<ProjectRun> {
  let output = "";
  let errors = "";
  child.stdout?.on("data", (part: Buffer) => (output += part.toString()));
  child.stderr?.on("data", (part: Buffer) => (errors += part.toString()));
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { exitCode, output, errors };
}
