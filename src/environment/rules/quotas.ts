import { UPDATE_SURGE, type ReplicaRange } from "../replicas";
import type { ClusterSpecification } from "../schema/clusters";
import type { VendorSpecification } from "../schema/services";
import { cores, gibibytes } from "../values";
import type { Fault } from "../yaml";
import { placedServices, type PlacedReplicas } from "./placed-services";
import { fault, type Path, type Rule, type RuleContext } from "./rule";
import { availabilityZonesOf, poolsForServices } from "./service-pools";

/**
 * A vendor's services fit into its quota in each cluster, with as many replicas as autoscalers may ask for and all of them
 * being updated; and outside of development also beside the pods of a lost failure domain, which Kubernetes counts for minutes
 * while their successors should start. The fault stands at the first service, in the order of the YAML, that does not fit
 * beside those before it.
 */
export const vendorQuotas: Rule = (context) =>
  context.specification.clusters.flatMap((cluster) => {
    const domains = failureDomains(context, cluster);
    return context.specification.vendors.flatMap((vendor) => {
      const own = placedServices(context, cluster).filter(({ service }) => service.vendor === vendor.id);
      return MEASURES.flatMap((measure) => firstBeyond(context, cluster, vendor, own, { ...measure, domains }));
    });
  });

/** Between what a cluster spreads pods evenly. */
interface FailureDomains {
  /** What each of them is. */
  readonly what: string;
  readonly count: number;
}

/** Its availability zones; its machines where there is only one. None in development, which promises nothing. */
function failureDomains(context: RuleContext, cluster: ClusterSpecification): FailureDomains | undefined {
  const pools = poolsForServices(context, cluster);
  const machines = pools.reduce((sum, { pool }) => sum + pool.nodes, 0);
  if (machines === 0 || context.specification.stage === "development") return undefined;
  const availabilityZones = availabilityZonesOf(pools).length;
  return availabilityZones > 1
    ? { what: "availability zone", count: availabilityZones }
    : { what: "machine", count: machines };
}

/** Something of which a quota gives an amount. */
interface Measure {
  readonly given: (placed: PlacedReplicas) => string;
  readonly perPod: (placed: PlacedReplicas) => number;
  readonly limit: (quota: VendorSpecification["quota"]) => number;
  readonly show: (amount: number) => string;
  /** Where it is asked for, in a service. */
  readonly path: Path;
}

const MEASURES: readonly Measure[] = [
  {
    given: ({ service }) => service.requests.cpu.toString(),
    perPod: ({ service }) => service.requests.cpu.amount,
    limit: ({ cpu }) => cpu.amount,
    show: cores,
    path: ["requests", "cpu"],
  },
  {
    given: ({ service }) => service.requests.memory.toString(),
    perPod: ({ service }) => service.requests.memory.amount,
    limit: ({ memory }) => memory.amount,
    show: gibibytes,
    path: ["requests", "memory"],
  },
  {
    given: ({ service }) => String(service.replicas),
    perPod: () => 1,
    limit: ({ pods }) => pods,
    show: (amount) => `${amount} pods`,
    path: ["replicas"],
  },
];

/** The most pods that count at once, and when that is. */
function mostPods(
  { minimum, maximum }: ReplicaRange,
  domains: FailureDomains | undefined,
): { readonly pods: number; readonly when: string } {
  const updated = maximum + UPDATE_SURGE;
  const lost = domains === undefined ? 0 : minimum + Math.ceil(minimum / domains.count);
  if (domains === undefined || lost <= updated) return { pods: updated, when: "during an update" };
  return { pods: lost, when: `while those of a lost ${domains.what} still count` };
}

function firstBeyond(
  context: RuleContext,
  { id: cluster }: ClusterSpecification,
  { id: vendor, quota }: VendorSpecification,
  own: readonly PlacedReplicas[],
  { given, perPod, limit, show, path, domains }: Measure & { readonly domains: FailureDomains | undefined },
): Fault[] {
  let sum = 0;
  for (const placed of own) {
    const { pods, when } = mostPods(placed.replicas, domains);
    sum += pods * perPod(placed);
    if (sum <= limit(quota)) continue;
    return [
      fault(
        context,
        ["services", placed.index, ...path],
        `got ${given(placed)}, which makes ${show(sum)} of ${vendor} in ${cluster} with ${pods} pods ${when} and the vendor's services before it, expected at most ${show(limit(quota))}: ask for less, or raise the vendor's quota`,
      ),
    ];
  }
  return [];
}
