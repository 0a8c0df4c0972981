import { analyseIsolation, type Isolation } from "../analysis/isolation/isolation";
import type { Intent } from "../analysis/isolation/judgement/intent";
import { IntervalSet } from "../analysis/sets/interval-set";
import { addressesOf } from "../analysis/sets/ipv4-addresses";
import { ServiceSet } from "../analysis/sets/service-set";
import type { StackFile } from "../terraform/configuration";
import { readStacks } from "../terraform/read-stacks";
import { readProvenance, type ReadProvenance } from "./provenance-file";

/** Where cdktf writes. */
const OUTPUT_FOLDER = "cdktf.out";

/** Neither enters the other: they meet in the exchange zone alone. */
const SEPARATED = [["internet", "medical"]] as const;

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
  outdir: string = OUTPUT_FOLDER,
): { readonly files: readonly StackFile[]; readonly intent: Intent } {
  const provenance = readProvenance(environment, outdir);
  return {
    intent: intentOf(provenance),
    files: readStacks(outdir, (stack) => stack in provenance.resources),
  };
}

/** What was meant, from what travels beside the Terraform. */
export function intentOf({ zones, flows, resources }: ReadProvenance): Intent {
  return {
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
}
