import { readdirSync, readFileSync } from "node:fs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { readProvenance, type ReadProvenance } from "../../../src/app/provenance-file";
import { synthesize } from "../../../src/app/synthesize";
import type { Environment } from "../../../src/environment/environment";
import { loadEnvironment } from "../../../src/environment/load";
import { formatFault } from "../../../src/environment/yaml";

const stackFile = z.looseObject({
  terraform: z.record(z.string(), z.unknown()),
  resource: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  data: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
});

/** A resource as its Terraform file has it. */
export interface SynthesizedResource {
  readonly stack: string;
  readonly type: string;
  /** `type.name`. */
  readonly address: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** An output folder of the app, read back. */
export class SynthesizedFolder {
  constructor(readonly folder: string) {}

  /** The stacks of an environment, by name. */
  stackNames(environment: string): string[] {
    return readdirSync(join(this.folder, "stacks"))
      .filter((stack) => stack.startsWith(`${environment}-`))
      .sort();
  }

  stack(name: string) {
    return stackFile.parse(JSON.parse(readFileSync(join(this.folder, "stacks", name, "cdk.tf.json"), "utf8")));
  }

  resources(environment: string): SynthesizedResource[] {
    return this.stackNames(environment).flatMap((stack) =>
      Object.entries(this.stack(stack).resource).flatMap(([type, resources]) =>
        Object.entries(resources).map(([name, values]) => ({ stack, type, address: `${type}.${name}`, values })),
      ),
    );
  }

  provenance(environment: string): ReadProvenance {
    return readProvenance(environment, this.folder);
  }

  /** Every file below the folder with its text, by its path inside. */
  files(): Map<string, string> {
    const entries = readdirSync(this.folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
    return new Map(paths.map((path) => [path.slice(this.folder.length + 1), readFileSync(path, "utf8")]));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** An environment of the repository. Throws its faults when it has any. */
export function environmentNamed(name: string): Environment {
  const { environment, faults } = loadEnvironment(name);
  if (environment) return environment;
  throw new Error(faults.map(formatFault).join("\n"));
}

/** Synthesizes environments of the repository into a folder of their own. */
export function synthesizeNamed(names: readonly string[]): SynthesizedFolder {
  const folder = mkdtempSync(join(tmpdir(), "health-cloud-synth-"));
  synthesize(names.map(environmentNamed), folder);
  return new SynthesizedFolder(folder);
}
