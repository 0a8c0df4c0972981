import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { ProductSet } from "../../sets/product-set";
import { ServiceSet } from "../../sets/service-set";
import type { Cluster } from "../kubernetes/clusters";
import { leavingBy } from "../kubernetes/pod-filters";
import type { PodPolicy } from "../kubernetes/policies";
import type { Permissions } from "../reachability/filters";
import type { Intent } from "./intent";
import type { Judging, Violation } from "./violation";

/**
 * Judges NetworkPolicies where they face the network: every namespace with pods must deny by default, and what leaves to
 * addresses must be declared for the nodes of that zone, since it may leave with the node's address.
 */
export function podViolations(judging: Judging, cluster: Cluster): Violation[] {
  return [...undenied(judging, cluster), ...leaving(judging, cluster)];
}

/** Where these stacks run workloads. What a chart runs is its namespace's own matter. */
function undenied({ intent }: Judging, { name, namespaces, pods, policies }: Cluster): Violation[] {
  const withPods = new Set(pods.filter(({ isAnyPod }) => !isAnyPod).map(({ namespace }) => namespace));
  return namespaces
    .filter((namespace) => withPods.has(namespace.name))
    .flatMap((namespace) => {
      const end = `${name}/${namespace.name}`;
      const all = policies.filter((each) => each.namespace === namespace.name && each.selectsAll);
      const origins = namespace.origin
        ? [namespace.origin]
        : pods.filter((each) => each.namespace === namespace.name).flatMap((each) => each.origins.slice(0, 1));
      return (["ingress", "egress"] as const)
        .filter((direction) => !all.some(({ isolates }) => isolates[direction]))
        .map((direction) => ({
          kind: "undenied" as const,
          from: direction === "egress" ? end : "any pod",
          to: direction === "egress" ? "any address" : end,
          sources: ANY_ADDRESS,
          destinations: ANY_ADDRESS,
          services: ServiceSet.ANY,
          because: `no policy denies ${direction} to every pod of the namespace by default`,
          witness: origins.map(({ stack, address }) => ({
            stack,
            address,
            what: `no policy denies ${direction} to all of its pods`,
            source: intent.sourceOf(stack, address),
          })),
        }));
    });
}

function leaving({ intent }: Judging, { name, api, policies }: Cluster): Violation[] {
  const home = api && intent.zones.find(({ addresses }) => addresses.overlaps(api));
  const allowed = home ? allowedFrom(intent, home.zone, home.cloud) : ProductSet.empty<ServiceSet>();
  return policies.flatMap(({ origin, namespace, egress }) =>
    leavingOf(egress)
      .subtract(allowed)
      .layers.map(({ keys, rest }) => ({
        kind: "policy" as const,
        from: `${name}/${namespace}`,
        to: "addresses outside of the cluster",
        sources: ANY_ADDRESS,
        destinations: keys,
        services: rest,
        because: home
          ? `no flow and no need of the infrastructure leads there from the nodes of ${home.cloud} ${home.zone}`
          : "the zone of its cluster is not known, so nothing is declared for it",
        witness: [
          {
            stack: origin.stack,
            address: origin.address,
            what: "lets pods send there",
            source: intent.sourceOf(origin.stack, origin.address),
          },
        ],
      })),
  );
}

function leavingOf(rules: PodPolicy["egress"]): Permissions {
  return rules.reduce<Permissions>((sum, rule) => sum.union(leavingBy(rule)), ProductSet.empty());
}

/** What the machines of a zone may send, by the addresses that the zone's roles have. */
function allowedFrom(intent: Intent, zone: string, cloud: string): Permissions {
  const own = IntervalSet.union(
    intent.zones.filter((each) => each.zone === zone && each.cloud === cloud).map(({ addresses }) => addresses),
  );
  return intent.connections
    .filter(({ from }) => !from.addresses.isEmpty && own.contains(from.addresses))
    .reduce<Permissions>(
      (sum, { to, services }) => sum.union(ProductSet.of(to.addresses, services)),
      ProductSet.empty(),
    );
}
