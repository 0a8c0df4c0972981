import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder that stands in for a machine's root or a project, until `remove`. */
export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), "health-cloud-verify-"));

  /** @returns the path of the written file. */
  write(path: string, content: string, mode = 0o600): string {
    const target = join(this.path, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content, { mode });
    return target;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
