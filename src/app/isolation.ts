import { analyseIsolation, type Isolation } from "../analysis/isolation/isolation";
import type { IntendedConnection, Intent } from "../analysis/isolation/judgement/intent";
import { IntervalSet } from "../analysis/sets/interval-set";
import { addressesOf } from "../analysis/sets/ipv4-addresses";
import { ServiceSet } from "../analysis/sets/service-set";
import type { StackFile } from "../terraform/configuration";
import { readStacks } from "../terraform/read-stacks";
import type { ProvenanceCluster, ProvenancePodFlow } from "./pod-provenance";
import type { Provenance, ProvenanceFlow } from "./provenance";
import { readProvenance } from "./provenance-file";

/** Where cdktf writes. */
export const OUTPUT_FOLDER = "cdktf.out";

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

/** Of Terraform that this project did not make nothing is known that was meant. */
export const NO_INTENT: Intent = { zones: [], separated: [], connections: [], sourceOf: () => undefined };

/** The parts of a provenance file, or of what is about to become one, that tell what was meant. */
export interface DeclaredIntent extends Pick<Provenance, "zones" | "sites" | "flows" | "transits"> {
  readonly clusters: readonly DeclaredCluster[];
  readonly resources: Readonly<Record<string, Readonly<Record<string, { readonly source?: string | undefined }>>>>;
}

/** As {@link ProvenanceCluster}, written or read back. */
interface DeclaredCluster extends Omit<ProvenanceCluster, "flows"> {
  readonly flows: readonly (Omit<ProvenancePodFlow, "blocks"> & { readonly blocks?: readonly string[] | undefined })[];
}

/** What was meant, from what travels beside the Terraform. */
export function intentOf({ zones, sites, flows, transits, clusters, resources }: DeclaredIntent): Intent {
  return {
    zones: zones.map(({ cloud, zone, block }) => ({ cloud, zone, addresses: addressesOf(block) })),
    sites: sites.map(({ site, block }) => ({ name: `site/${site}`, addresses: addressesOf(block) })),
    separated: SEPARATED,
    connections: flows.map(connectionOf),
    transits: transits.map(connectionOf),
    clusters: clusters.map(({ cluster, stacks, flows: podFlows }) => ({
      name: cluster,
      stacks,
      connections: podFlows.map(({ from, to, blocks, port, why, source }) => ({
        from,
        to,
        why,
        source,
        services: ServiceSet.parse(port),
        ...(blocks && { addresses: IntervalSet.union(blocks.map(addressesOf)) }),
      })),
    })),
    sourceOf: (stack, address) => resources[stack]?.[address]?.source,
  };
}

function connectionOf({
  cloud,
  from,
  fromBlocks,
  to,
  toBlocks,
  port,
  why,
  source,
}: ProvenanceFlow): IntendedConnection {
  return {
    cloud,
    why,
    source,
    from: { name: from, addresses: IntervalSet.union(fromBlocks.map(addressesOf)) },
    to: { name: to, addresses: IntervalSet.union(toBlocks.map(addressesOf)) },
    services: ServiceSet.parse(port),
  };
}
