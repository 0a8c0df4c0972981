import { createHash } from "node:crypto";
import { lstatSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { basename, join } from "node:path";

const NAME = /^health-cloud-(?<machine>[0-9a-f]{6})-(?<process>\d+)-\w{6}$/;

/** Where a process's number counts. Containers may share a folder for temporary files, but have numbers of their own. */
const MACHINE = createHash("sha256").update(`${hostname()} ${processNamespace()}`).digest("hex").slice(0, 6);

const PREFIX = `health-cloud-${MACHINE}-${process.pid}-`;

/** The form of the names of this process's folders: `mkdtemp` replaces the X. */
export const RUN_FOLDER_NAME = `${PREFIX}XXXXXX`;

/**
 * Makes a temporary folder that only this user can enter, and removes what runs that were killed have left beside it. The name
 * says which process made it, from its first moment on: no run can take another's folder for a leftover.
 *
 * @param parent @default the system's folder for temporary files
 */
export function makeRunFolder(parent: string = tmpdir()): string {
  for (const name of readdirSync(parent)) if (isLeftover(name)) removeOwn(join(parent, name));
  return mkdtempSync(join(parent, PREFIX));
}

/** Whether a path's last name is that of a folder whose run has ended. */
export function isLeftover(path: string): boolean {
  const { machine, process: number } = NAME.exec(basename(path))?.groups ?? {};
  return machine === MACHINE && !isRunning(Number(number));
}

function processNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    // Only Linux has such.
    return "";
  }
}

function isRunning(number: number): boolean {
  try {
    process.kill(number, 0);
    return true;
  } catch (error) {
    // Another user's process runs too, although it takes no signal from here.
    return error instanceof Error && "code" in error && error.code !== "ESRCH";
  }
}

function removeOwn(folder: string): void {
  try {
    const { uid } = lstatSync(folder);
    if (uid === process.getuid?.()) rmSync(folder, { recursive: true, force: true });
  } catch {
    // Another run removes it at the same time, or something holds it: it is no reason to refuse this run.
  }
}
