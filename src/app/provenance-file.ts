import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Provenance } from "./provenance";

const flow = z.object({
  cloud: z.string(),
  from: z.string(),
  fromBlocks: z.array(z.string()),
  to: z.string(),
  toBlocks: z.array(z.string()),
  port: z.string(),
  why: z.string(),
  source: z.string(),
});

const provenanceFile = z.object({
  environment: z.string(),
  zones: z.array(z.object({ cloud: z.string(), zone: z.string(), block: z.string() })),
  sites: z.array(z.object({ site: z.string(), block: z.string() })),
  flows: z.array(flow),
  transits: z.array(flow),
  clusters: z.array(
    z.object({
      cluster: z.string(),
      stacks: z.array(z.string()),
      flows: z.array(
        z.object({
          from: z.array(z.string()),
          to: z.array(z.string()),
          blocks: z.array(z.string()).optional(),
          port: z.string(),
          why: z.string(),
          source: z.string(),
        }),
      ),
    }),
  ),
  protected: z.record(z.string(), z.array(z.string())),
  resources: z.record(
    z.string(),
    z.record(z.string(), z.object({ source: z.string().optional(), why: z.array(z.string()).optional() })),
  ),
});

/** {@link Provenance} as it is read back: of the same shape, down to what a file can hold. */
export type ReadProvenance = z.output<typeof provenanceFile>;

/** Where the provenance of an environment stands in an output folder. */
export function provenancePath(environment: string, outdir: string): string {
  return join(outdir, `${environment}.provenance.json`);
}

/** The file's text. */
export function writtenProvenance(provenance: Provenance): string {
  return `${JSON.stringify(provenance, undefined, 1)}\n`;
}

/** There is no provenance that this version reads: the environment was not synthesized, or by another version. */
export class NoProvenance extends Error {
  override readonly name = "NoProvenance";
}

/**
 * Reads what travels beside the Terraform of an environment.
 * @throws NoProvenance when the environment was not synthesized, or by another version
 */
export function readProvenance(environment: string, outdir: string): ReadProvenance {
  const file = provenancePath(environment, outdir);
  if (!existsSync(file)) throw new NoProvenance(`${file} does not exist: synthesize first, with npm run synth`);
  const read = provenanceFile.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!read.success) throw new NoProvenance(`${file} is of another version: synthesize again, with npm run synth`);
  return read.data;
}
