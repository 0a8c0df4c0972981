import { readFileSync, statSync } from "node:fs";
import { fileFault, type Fault, type Outcome } from "./fault";
import { startOf, type Place } from "./place";
import { sizeFaults } from "./text";

/** The value of a document that names a file, and answers for it when it cannot be read. */
export interface FileReference {
  readonly place: Place;
  readonly path: string;
  /** The value as it was written. */
  readonly given: string;
  /** Where such files stand. */
  readonly folder: string;
}

/**
 * What a file holds. Faults: there is no file, it is a folder, it is over 10 MiB (it is not read then), the system refuses it.
 * It never throws.
 *
 * @param reference the value that names the file; without one the faults stand at the file's beginning
 */
export function readBytes(file: string, reference?: FileReference): Outcome<Uint8Array> {
  try {
    const status = statSync(file);
    if (!status.isFile())
      return { faults: [unreadable(file, status.isDirectory() ? "a folder" : "a device", reference)] };
    const tooLarge = sizeFaults(file, status.size);
    return tooLarge.length > 0 ? { faults: tooLarge } : { value: readFileSync(file) };
  } catch (error) {
    return { faults: [unreadable(file, whatFailed(error), reference)] };
  }
}

function unreadable(file: string, what: string, reference: FileReference | undefined): Fault {
  if (!reference) return fileFault(startOf(file), `got ${what}, expected a file that can be read`);
  const { place, path, given, folder } = reference;
  return { place, path, message: `got "${given}" (${what}), expected a file below ${folder} that can be read` };
}

function whatFailed(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : String(error);
  return code === "ENOENT" ? "no file" : `a file that the system refuses: ${code}`;
}
