import { spawnSync } from "node:child_process";
import { accessSync, constants, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

export interface RunOptions {
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;

  /**
   * Where the program is looked for.
   * @default - where `npm run verify:install` puts what it builds, then the PATH
   */
  readonly programFolders?: readonly string[];

  /**
   * What the program reads from its standard input.
   * @default - nothing
   */
  readonly input?: string;
}

export interface Outcome {
  readonly exitCode: number | null;
  /** What the program wrote to its standard output. */
  readonly output: string;
  /** What it wrote to its standard error. */
  readonly errors: string;
}

/** Administrators' programs, which a person's PATH lacks. */
const ADMINISTRATORS_FOLDERS = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

const PATH = [process.env.PATH ?? "", ...ADMINISTRATORS_FOLDERS].join(delimiter);

/** Where `npm run verify:install` puts what it builds. */
export function cacheFolder(): string {
  const { HEALTH_CLOUD_CACHE, XDG_CACHE_HOME } = process.env;
  return HEALTH_CLOUD_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), ".cache"), "health-cloud");
}

/** The programs that are built from Go modules, and their versions. */
const GO_PROGRAMS = join(__dirname, "..", "..", "..", "scripts", "install", "go-programs.txt");

/** Programs that are built in another way, with the version of one that stands there. */
const VERSION_OF: Readonly<Record<string, string>> = { alertmanager: "amtool" };

/** Where a program that is built from a Go module stands. */
function goProgramFolders(name: string): string[] {
  const lines = readFileSync(GO_PROGRAMS, "utf8")
    .split("\n")
    .map((line) => line.split(" "));
  const version = lines.find(([program]) => program === (VERSION_OF[name] ?? name))?.[2];
  return version === undefined ? [] : [join(cacheFolder(), name, version.replace(/^v/, ""))];
}

/** @throws Error that says how to install the program when it is missing: a check never passes unseen. */
export function programPath(
  name: string,
  folders: readonly string[] = [...goProgramFolders(name), ...PATH.split(delimiter)],
): string {
  const found = folders.map((folder) => join(folder, name)).find(isExecutable);
  if (found === undefined) throw new Error(`${name} is missing: install it with npm run verify:install`);
  return found;
}

/** Runs a program to its end, by its full path as sshd demands. It sees nothing of this machine's environment but the PATH, so no credential either. */
export function run(name: string, words: readonly string[], options: RunOptions = {}): Outcome {
  const { folder, environment = {}, programFolders, input } = options;
  const { status, stdout, stderr, error } = spawnSync(programPath(name, programFolders), words, {
    cwd: folder,
    input,
    encoding: "utf8",
    env: { PATH, HOME: folder ?? "/nonexistent", LC_ALL: "C.UTF-8", ...environment },
    maxBuffer: 256 * 1024 * 1024,
  });
  if (error) throw error;
  return { exitCode: status, output: stdout, errors: stderr };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
