import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeRunFolder, RUN_FOLDER_NAME } from "./run-folder";

/** Operating systems cut a socket's path off at 104 or 108 bytes. */
const LONGEST_PATH = 100;

/** A temporary folder for sockets, which only this user can enter. */
export interface SocketFolder {
  /** The path of a socket in the folder. */
  readonly path: (name: string) => string;
  /** May be called twice. */
  readonly remove: () => void;
}

/**
 * Makes a folder for sockets: in the folder for temporary files, or in /tmp when sockets there would have too long a path.
 *
 * @param names of the sockets that will stand in it
 * @param parents @default the system's folder for temporary files, then /tmp
 * @throws when sockets in none of the parents have a path that is short enough
 */
export function makeSocketFolder(
  names: readonly string[],
  parents: readonly string[] = [tmpdir(), "/tmp"],
): SocketFolder {
  const longest = names.reduce((one, other) => (other.length > one.length ? other : one), "");
  const sample = (parent: string) => join(parent, RUN_FOLDER_NAME, longest);
  const parent = parents.find((each) => Buffer.byteLength(sample(each)) < LONGEST_PATH);
  if (parent === undefined) {
    const given = parents.map((each) => `${sample(each)} (${Buffer.byteLength(sample(each))})`).join(", ");
    throw new Error(
      `the path of a simulated provider's socket would be too long: got ${given}, allowed are fewer than ${LONGEST_PATH} bytes; ` +
        "set TMPDIR to a folder with a short path",
    );
  }
  const folder = makeRunFolder(parent);
  return {
    path: (name) => join(folder, name),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
