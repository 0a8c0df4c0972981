import type { Resource } from "../../../terraform/configuration";
import type { IntervalSet } from "../../sets/interval-set";
import type { ServiceSet } from "../../sets/service-set";
import type { Cluster } from "../kubernetes/clusters";
import type { Pods } from "../kubernetes/pod-classes";
import type { Direction } from "../kubernetes/pod-filters";
import type { Intent } from "./intent";
import type { Hop } from "./witness";

/** How many policies of one end a witness names: the others open the same. */
const MOST_POLICIES = 3;

/** What lets connections pass from one pod to another: policies of the sender for egress, and of the receiver for ingress. */
export function podWitness(cluster: Cluster, intent: Intent, from: Pods, to: Pods, services: ServiceSet): Hop[] {
  return (["egress", "ingress"] as const).flatMap((direction) => {
    const pod = direction === "egress" ? from : to;
    if (cluster.filters.isolating(pod, direction).length === 0) return unfiltered(cluster, intent, pod, direction);
    return cluster.filters
      .letting(direction, from, to, services)
      .slice(0, MOST_POLICIES)
      .map(({ origin }) => hop(intent, origin, `lets ${direction} of ${services.toString()} pass`));
  });
}

/** What lets connections pass between a pod and addresses outside of the cluster. */
export function outsideWitness(
  cluster: Cluster,
  intent: Intent,
  direction: Direction,
  pod: Pods,
  addresses: IntervalSet,
  services: ServiceSet,
): Hop[] {
  if (cluster.filters.isolating(pod, direction).length === 0) return unfiltered(cluster, intent, pod, direction);
  return cluster.filters
    .lettingOutside(direction, pod, addresses, services)
    .slice(0, MOST_POLICIES)
    .map(({ origin }) => hop(intent, origin, `lets ${direction} of ${services.toString()} pass`));
}

/** Where no policy isolates pods, what makes their namespace has to answer for it. */
export function unfiltered(cluster: Cluster, intent: Intent, pod: Pods, direction: Direction): Hop[] {
  const namespace = cluster.namespaces.find(({ name }) => name === pod.namespace)?.origin;
  const origin = namespace ?? pod.origins[0];
  return origin ? [hop(intent, origin, `no policy denies ${direction} to ${pod.name} by default`)] : [];
}

export function hop(intent: Intent, { stack, address }: Resource, what: string): Hop {
  return { stack, address, what, source: intent.sourceOf(stack, address) };
}
