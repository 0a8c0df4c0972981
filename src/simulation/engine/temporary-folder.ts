import { rmSync } from "node:fs";
import { makeRunFolder } from "../run-folder";
import type { Cleanup } from "./cleanup";

/** A fresh folder that only this user can enter, and that the cleanup removes. */
export function temporaryFolder(cleanup: Cleanup): string {
  const folder = makeRunFolder();
  cleanup.add(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
