import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import type { ServiceSet } from "../../sets/service-set";
import type { Cluster } from "../kubernetes/clusters";
import { byNamespace, type Pods } from "../kubernetes/pod-classes";
import { podName } from "./names";
import { isOpen } from "./pod-namespaces";
import { podWitness } from "./pod-witness";
import type { PodJudging } from "./pods";
import type { Violation } from "./violation";

/** How many senders a violation names. */
const MOST_SENDERS = 3;

interface Undeclared {
  readonly from: Pods;
  readonly to: Pods;
  readonly services: ServiceSet;
}

/** What passes between pods and nothing declares. Senders that get the same wrongly to the same pods are one violation. */
export function betweenPods(judging: PodJudging): Violation[] {
  const groups = new Map<string, Undeclared[]>();
  for (const each of undeclared(judging)) {
    const key = `${each.to.key} ${each.services.toString()}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const { cluster, intent } = judging;
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return [
      {
        kind: "pods" as const,
        from: sendersOf(cluster, group),
        to: podName(cluster, first.to),
        sources: ANY_ADDRESS,
        destinations: ANY_ADDRESS,
        services: first.services,
        because: "no flow and no need of the infrastructure allows it between these pods",
        witness: podWitness(cluster, intent, first.from, first.to, first.services),
      },
    ];
  });
}

function undeclared(judging: PodJudging): Undeclared[] {
  const { cluster, declared } = judging;
  // Those of which something is known come first: what any pod of their namespace could do beyond is then left over.
  const pods = [...cluster.pods].sort((left, right) => Number(left.isAnyPod) - Number(right.isAnyPod));
  const senders = byNamespace(pods.filter((each) => !isOpen(judging, each, "egress")));
  const receivers = pods.filter((each) => !isOpen(judging, each, "ingress"));
  const found: Undeclared[] = [];
  for (const to of receivers) {
    const named = [...cluster.filters.peersOf(to, "ingress", senders)];
    for (const from of named.sort((left, right) => Number(left.isAnyPod) - Number(right.isAnyPod))) {
      if (isForeign(from) && isForeign(to)) continue;
      const passing = cluster.filters.between(from, to);
      if (passing.isEmpty) continue;
      const services = found
        .filter((told) => stands(told.from, from) && stands(told.to, to))
        .reduce((left, told) => left.subtract(told.services), passing.subtract(declared.between(from, to)));
      if (!services.isEmpty) found.push({ from, to, services });
    }
  }
  return found;
}

/** Whether a class is the other one, or one of the pods that the other stands for. */
function stands(pods: Pods, other: Pods): boolean {
  return pods === other || (other.isAnyPod && pods.namespace === other.namespace);
}

function isForeign({ origins }: Pods): boolean {
  return origins.length === 0;
}

function sendersOf(cluster: Cluster, group: readonly Undeclared[]): string {
  const names = group.map(({ from }) => podName(cluster, from));
  const more = names.length - MOST_SENDERS;
  return names.slice(0, MOST_SENDERS).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
