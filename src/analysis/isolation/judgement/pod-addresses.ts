import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { ProductSet } from "../../sets/product-set";
import type { ServiceSet } from "../../sets/service-set";
import type { Pods } from "../kubernetes/pod-classes";
import type { Direction } from "../kubernetes/pod-filters";
import type { Permissions } from "../reachability/filters";
import { podName } from "./names";
import { isOpen } from "./pod-namespaces";
import { outsideWitness } from "./pod-witness";
import type { PodJudging } from "./pods";
import type { Violation } from "./violation";

/** What pods send to nodes and addresses outside of the cluster, and nothing declares for them. */
export function leavingPods(judging: PodJudging): Violation[] {
  const { cluster, declared } = judging;
  return judged(
    judging,
    "egress",
    (pods) => cluster.filters.leaving(pods),
    (pods) => declared.leaving(pods),
    "no flow and no need of the infrastructure of these pods leads there",
  );
}

/** What comes in from there. A pod's own node always gets in. */
export function enteringPods(judging: PodJudging): Violation[] {
  const { cluster, declared } = judging;
  return judged(
    judging,
    "ingress",
    (pods) => cluster.filters.entering(pods),
    (pods) => declared.entering(pods),
    "no flow and no need of the infrastructure leads to these pods from there",
  );
}

function judged(
  judging: PodJudging,
  direction: Direction,
  passing: (pods: Pods) => Permissions,
  meant: (pods: Pods) => Permissions,
  because: string,
): Violation[] {
  const { cluster, intent } = judging;
  const told = new Map<string, Permissions>();
  return [...cluster.pods]
    .sort((left, right) => Number(left.isAnyPod) - Number(right.isAnyPod))
    .filter((pods) => pods.origins.length > 0 && !isOpen(judging, pods, direction))
    .flatMap((pods) => {
      const before = told.get(pods.namespace) ?? ProductSet.empty<ServiceSet>();
      const wrong = passing(pods).subtract(meant(pods));
      told.set(pods.namespace, before.union(wrong));
      const left = pods.isAnyPod ? wrong.subtract(before) : wrong;
      const name = podName(cluster, pods);
      return left.layers.map(({ keys, rest }) => ({
        kind: "policy" as const,
        ...(direction === "egress" ? { from: name, to: OUTSIDE } : { from: OUTSIDE, to: name }),
        sources: direction === "egress" ? ANY_ADDRESS : keys,
        destinations: direction === "egress" ? keys : ANY_ADDRESS,
        services: rest,
        because,
        witness: outsideWitness(cluster, intent, direction, pods, keys, rest),
      }));
    });
}

const OUTSIDE = "addresses outside of the cluster";
