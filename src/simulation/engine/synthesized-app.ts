import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const manifestFile = z.looseObject({
  stacks: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      dependencies: z.array(z.string()).default([]),
      synthesizedStackPath: z.string(),
      workingDirectory: z.string(),
    }),
  ),
});

const configurationFile = z.record(z.string(), z.unknown());

/** A stack's Terraform as cdktf writes it. */
export type Configuration = z.output<typeof configurationFile>;

export interface SynthesizedStack {
  readonly name: string;
  /** Stacks of the same app that must stand first. */
  readonly dependencies: readonly string[];
  /** The folder of its file, in which its assets stand too. */
  readonly folder: string;
  readonly configuration: Configuration;
}

/** What a synth wrote: all stacks by name. */
export type SynthesizedApp = ReadonlyMap<string, SynthesizedStack>;

/**
 * Reads the output folder of a synth: `manifest.json` and the stacks that it lists.
 * @throws Error that names the file when one is missing or is not what cdktf writes.
 */
export function readSynthesizedApp(folder: string): SynthesizedApp {
  const { stacks } = parseFile(join(folder, "manifest.json"), manifestFile);
  return new Map(
    Object.values(stacks).map(({ name, dependencies, synthesizedStackPath, workingDirectory }) => {
      const configuration = parseFile(join(folder, synthesizedStackPath), configurationFile);
      return [name, { name, dependencies, folder: join(folder, workingDirectory), configuration }] as const;
    }),
  );
}

/** The stacks that one needs, itself included. */
export function withDependencies(app: SynthesizedApp, names: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const dependency of app.get(name)?.dependencies ?? []) visit(dependency);
  };
  for (const name of names) visit(name);
  return found;
}

function parseFile<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(parseJson(file));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is not what cdktf writes: ${z.prettifyError(parsed.error)}`);
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}; synthesize again`);
  }
}
