import type { Resource } from "../../../terraform/configuration";
import type { ServiceSet } from "../../sets/service-set";
import type { Intent } from "../judgement/intent";
import { podName } from "../judgement/names";
import { podWitness } from "../judgement/pod-witness";
import type { Cluster } from "../kubernetes/clusters";
import type { Pods } from "../kubernetes/pod-classes";
import type { Direction } from "../kubernetes/pod-filters";
import type { Explanation } from "./explain";
import type { PodEnd } from "./pod-ends";
import type { Step } from "./steps";

/** Tells why connections between pods of a cluster pass, or which policy stops them. */
export function explainBetweenPods(
  intent: Intent,
  from: readonly PodEnd[],
  to: readonly PodEnd[],
  services: ServiceSet,
): Explanation {
  const pairs = from.flatMap(({ cluster, pods }) =>
    to
      .filter((end) => end.cluster === cluster)
      .flatMap((end) => pods.flatMap((sender) => end.pods.map((receiver) => ({ cluster, sender, receiver })))),
  );
  const ways = pairs.flatMap(({ cluster, sender, receiver }): Step[][] => {
    const step = podStep(cluster, intent, sender, receiver, services);
    return step ? [[step]] : [];
  });
  const stopped = pairs.map(({ cluster, sender, receiver }) => stop(cluster, intent, sender, receiver, services));
  return { ways, stopped: ways.length > 0 ? [] : [...new Set(stopped)] };
}

/** What of the services passes from one pod to another; undefined when nothing does. */
export function podStep(
  cluster: Cluster,
  intent: Intent,
  from: Pods,
  to: Pods,
  services: ServiceSet,
): Step | undefined {
  const passing = cluster.filters.between(from, to).intersect(services);
  if (passing.isEmpty) return undefined;
  return {
    from: podName(cluster, from),
    to: podName(cluster, to),
    services: passing,
    witness: podWitness(cluster, intent, from, to, passing),
  };
}

/** The end that stops it, the sender's policies before the receiver's. */
function stop(cluster: Cluster, intent: Intent, from: Pods, to: Pods, services: ServiceSet): string {
  const { filters } = cluster;
  const sent =
    filters.isolating(from, "egress").length === 0 || filters.letting("egress", from, to, services).length > 0;
  return sent
    ? denied(cluster, intent, to, "ingress", `lets ${podName(cluster, from)} in by ${services.toString()}`)
    : denied(cluster, intent, from, "egress", `lets it out to ${podName(cluster, to)} by ${services.toString()}`);
}

/** Which policy isolates a pod, since none of them allows something: the one for every pod of its namespace, where there is one. */
export function denied(cluster: Cluster, intent: Intent, pod: Pods, direction: Direction, what: string): string {
  const isolating = cluster.filters.isolating(pod, direction);
  const shown = isolating.find(({ selectsAll }) => selectsAll) ?? isolating[0];
  const by = shown ? `, and ${direction} is denied by ${placeOf(intent, shown.origin)}` : "";
  return `${podName(cluster, pod)}: no policy ${what}${by}`;
}

function placeOf(intent: Intent, { stack, address }: Resource): string {
  return `${stack} ${address} (${intent.sourceOf(stack, address) ?? "no line"})`;
}
