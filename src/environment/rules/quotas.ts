import { UPDATE_SURGE } from "../replicas";
import type { ClusterSpecification } from "../schema/clusters";
import type { VendorSpecification } from "../schema/services";
import { cores, gibibytes } from "../values";
import type { Fault } from "../yaml";
import { placedServices, type PlacedReplicas } from "./placed-services";
import { fault, type Path, type Rule, type RuleContext } from "./rule";

/**
 * A vendor's services fit into its quota in each cluster, with as many replicas as autoscalers may ask for and all of them
 * being updated. The fault stands at the first service, in the order of the YAML, that does not fit beside those before it.
 */
export const vendorQuotas: Rule = (context) =>
  context.specification.clusters.flatMap((cluster) =>
    context.specification.vendors.flatMap((vendor) => {
      const own = placedServices(context, cluster).filter(({ service }) => service.vendor === vendor.id);
      return MEASURES.flatMap((measure) => firstBeyond(context, cluster, vendor, own, measure));
    }),
  );

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

function firstBeyond(
  context: RuleContext,
  { id: cluster }: ClusterSpecification,
  { id: vendor, quota }: VendorSpecification,
  own: readonly PlacedReplicas[],
  { given, perPod, limit, show, path }: Measure,
): Fault[] {
  let sum = 0;
  for (const placed of own) {
    const pods = placed.replicas.maximum + UPDATE_SURGE;
    sum += pods * perPod(placed);
    if (sum <= limit(quota)) continue;
    return [
      fault(
        context,
        ["services", placed.index, ...path],
        `got ${given(placed)}, which makes ${show(sum)} of ${vendor} in ${cluster} with ${pods} pods during an update and the vendor's services before it, expected at most ${show(limit(quota))}: ask for less, or raise the vendor's quota`,
      ),
    ];
  }
  return [];
}
