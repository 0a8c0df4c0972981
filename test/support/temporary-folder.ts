import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives a run of the tests a temporary folder of its own, and takes it away at the end: cdktf leaves a folder for each app. */
export default function ownTemporaryFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), "jest-"));
  process.env.TMPDIR = folder;
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
}
