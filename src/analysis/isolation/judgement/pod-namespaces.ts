import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { ProductSet } from "../../sets/product-set";
import { ServiceSet } from "../../sets/service-set";
import type { Pods } from "../kubernetes/pod-classes";
import type { Direction } from "../kubernetes/pod-filters";
import type { Permissions } from "../reachability/filters";
import { hop, unfiltered } from "./pod-witness";
import type { PodJudging } from "./pods";
import type { Violation } from "./violation";

const EVERYTHING: Permissions = ProductSet.of(ANY_ADDRESS, ServiceSet.ANY);
const DIRECTIONS = ["ingress", "egress"] as const satisfies readonly Direction[];

/** Namespaces in which something runs and no policy denies by default, unless everything is declared for all of their pods. */
export function undenied(judging: PodJudging): Violation[] {
  const { cluster, intent } = judging;
  return cluster.namespaces.flatMap((namespace) => {
    const own = cluster.pods.filter((pods) => pods.namespace === namespace.name);
    const end = `${cluster.name}/${namespace.name}`;
    return DIRECTIONS.flatMap((direction) => {
      const [open] = own.filter((pods) => isOpen(judging, pods, direction));
      if (!open) return [];
      return [
        {
          kind: "undenied" as const,
          from: direction === "egress" ? end : "any pod",
          to: direction === "egress" ? "any address" : end,
          sources: ANY_ADDRESS,
          destinations: ANY_ADDRESS,
          services: ServiceSet.ANY,
          because: `no policy denies ${direction} to every pod of the namespace by default`,
          witness: unfiltered(cluster, intent, open, direction),
        },
      ];
    });
  });
}

/** Workloads whose pods have the network of their node, so that whatever policies say does not count for them. */
export function onHost({ cluster: { name, onHost: workloads }, intent }: PodJudging): Violation[] {
  return workloads.map(({ namespace, name: workload, origin }) => ({
    kind: "undenied" as const,
    from: `${name}/${namespace}/${workload}`,
    to: "any address",
    sources: ANY_ADDRESS,
    destinations: ANY_ADDRESS,
    services: ServiceSet.ANY,
    because: "its pods have the network of their node, where no policy counts",
    witness: [hop(intent, origin, "has host_network")],
  }));
}

/** Whether nothing holds pods back in a direction, and nobody declared that. */
export function isOpen({ cluster, declared }: PodJudging, pods: Pods, direction: Direction): boolean {
  if (!runs(pods) || cluster.filters.isolating(pods, direction).length > 0) return false;
  const meant = direction === "egress" ? declared.leaving(pods) : declared.entering(pods);
  return !EVERYTHING.subtract(meant).isEmpty;
}

/** Whether these stacks put pods there. An empty namespace opens nothing. */
function runs({ isAnyPod, origins }: Pods): boolean {
  return !isAnyPod || origins.some(({ type }) => type === "helm_release");
}
