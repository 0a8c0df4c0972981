import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ENVIRONMENTS_FOLDER } from "../../../../src/environment/load";
import { minimalEnvironment } from "../../../../src/simulation/engine/environment-variables";
import { runProgram, type Outcome } from "../../../../src/simulation/engine/program";
import { SynthesizedFolder } from "../../../app/support/synthesized";
import { ROOT } from "../../../cli/support/build";

/** A user's project outside this repository, with some of its environments. */
export class EnvironmentProject {
  readonly folder = mkdtempSync(join(tmpdir(), "health-cloud-project-"));

  constructor(environments: readonly string[]) {
    for (const entry of environments.flatMap((name) => [`${name}.yaml`, name])) {
      cpSync(join(ROOT, ENVIRONMENTS_FOLDER, entry), join(this.folder, ENVIRONMENTS_FOLDER, entry), {
        recursive: true,
      });
    }
  }

  /** What was synthesized. */
  get synthesized(): SynthesizedFolder {
    return new SynthesizedFolder(this.path("cdktf.out"));
  }

  path(...names: readonly string[]): string {
    return join(this.folder, ...names);
  }

  /** Writes a file, in a folder that may not exist yet. */
  write(path: readonly [string, ...string[]], content: string, mode = 0o644): void {
    mkdirSync(this.path(...path, ".."), { recursive: true });
    writeFileSync(this.path(...path), content, { mode });
  }

  /** Runs a program in the project to its end, whatever comes of it. It asks no server for newer versions. */
  run(file: string, words: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    return runProgram(file, {
      arguments: words,
      folder: this.folder,
      environment: minimalEnvironment({ CHECKPOINT_DISABLE: "1", ...variables }),
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
