import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Configuration } from "./synthesized-app";

const CONFIGURATION_FILE = "cdk.tf.json";

/** What a real deploy may have left beside a stack's file, which must not reach a plan. */
const LEFT_BEHIND = /^(?:cdk\.tf(?:\.json)?|\.terraform.*|.*\.tfstate.*|plan|.*\.tfvars(?:\.json)?)$/;

/** The folder in which Terraform runs for one stack: its rewritten configuration, and links to its assets. */
export class Workspace {
  readonly folder: string;

  /** @param root the folder of all workspaces of a run, which the caller removes. */
  constructor(root: string, stack: string) {
    this.folder = join(root, stack);
    mkdirSync(this.folder, { recursive: true });
  }

  /** A file in the workspace. */
  path(name: string): string {
    return join(this.folder, name);
  }

  /**
   * Puts a configuration into the place of the present one.
   * @param assets the folder in which the stack was synthesized; what stands in it keeps its relative path.
   */
  write(configuration: Configuration, assets: string): void {
    for (const entry of readdirSync(this.folder, { withFileTypes: true }))
      if (entry.isSymbolicLink()) rmSync(this.path(entry.name));
    for (const entry of readdirSync(assets))
      if (!LEFT_BEHIND.test(entry)) symlinkSync(resolve(assets, entry), this.path(entry));
    // Terraform quotes the line of an error: each argument stands on one of its own.
    writeFileSync(this.path(CONFIGURATION_FILE), JSON.stringify(configuration, undefined, 1), { mode: 0o600 });
  }
}
