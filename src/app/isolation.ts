import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { analyseIsolation, type Isolation } from "../analysis/isolation/isolation";
import type { Intent } from "../analysis/isolation/judgement/intent";
import { IntervalSet } from "../analysis/sets/interval-set";
import { addressesOf } from "../analysis/sets/ipv4-addresses";
import { ServiceSet } from "../analysis/sets/service-set";
import type { StackFile } from "../terraform/configuration";
import { readStacks } from "../terraform/read-stacks";

/** Where cdktf writes. */
const OUTPUT_FOLDER = "cdktf.out";

/** Neither enters the other: they meet in the exchange zone alone. */
const SEPARATED = [["internet", "medical"]] as const;

const provenanceFile = z.object({
  zones: z.array(z.object({ cloud: z.string(), zone: z.string(), block: z.string() })),
  flows: z.array(
    z.object({
      cloud: z.string(),
      from: z.string(),
      fromBlocks: z.array(z.string()),
      to: z.string(),
      toBlocks: z.array(z.string()),
      port: z.string(),
      why: z.string(),
      source: z.string(),
    }),
  ),
  resources: z.record(z.string(), z.record(z.string(), z.object({ source: z.string().optional() }))),
});

/**
 * Analyses what was synthesized of an environment, and tells what was meant by it.
 *
 * @param outdir the folder with the written files. Default: `cdktf.out`.
 * @throws Error when the environment was not synthesized, or by another version
 */
export function analyseSynthesized(
  environment: string,
  outdir: string = OUTPUT_FOLDER,
): Isolation & { readonly intent: Intent } {
  const { files, intent } = readSynthesized(environment, outdir);
  return { ...analyseIsolation(files, intent), intent };
}

/** An environment's written Terraform, and what was meant by it. */
export function readSynthesized(
  environment: string,
  outdir: string,
): { readonly files: readonly StackFile[]; readonly intent: Intent } {
  const file = join(outdir, `${environment}.provenance.json`);
  if (!existsSync(file)) throw new Error(`${file} does not exist: synthesize first, with npm run synth`);
  const read = provenanceFile.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!read.success) throw new Error(`${file} is of another version: synthesize again, with npm run synth`);
  const { zones, flows, resources } = read.data;
  const intent: Intent = {
    zones: zones.map(({ cloud, zone, block }) => ({ cloud, zone, addresses: addressesOf(block) })),
    separated: SEPARATED,
    connections: flows.map(({ cloud, from, fromBlocks, to, toBlocks, port, why, source }) => ({
      cloud,
      why,
      source,
      from: { name: from, addresses: IntervalSet.union(fromBlocks.map(addressesOf)) },
      to: { name: to, addresses: IntervalSet.union(toBlocks.map(addressesOf)) },
      services: ServiceSet.parse(port),
    })),
    sourceOf: (stack, address) => resources[stack]?.[address]?.source,
  };
  return { intent, files: readStacks(outdir, (stack) => stack in resources) };
}
