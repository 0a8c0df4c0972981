import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cleanup } from "./cleanup";

/** A fresh folder that only this user can enter, and that the cleanup removes. */
export function temporaryFolder(cleanup: Cleanup): string {
  const folder = mkdtempSync(join(tmpdir(), "health-cloud-plan-"));
  cleanup.add(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
