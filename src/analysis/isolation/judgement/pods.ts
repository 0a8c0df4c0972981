import type { Cluster } from "../kubernetes/clusters";
import { intendedCluster, type Intent } from "./intent";
import { enteringPods, leavingPods } from "./pod-addresses";
import { betweenPods } from "./pod-connections";
import { PodIntent } from "./pod-intent";
import { onHost, undenied } from "./pod-namespaces";
import type { Violation } from "./violation";

/** What a judgement of pods looks at. */
export interface PodJudging {
  readonly cluster: Cluster;
  readonly intent: Intent;
  readonly declared: PodIntent;
}

/**
 * Judges what NetworkPolicies let pass: every namespace must deny by default; what passes between pods, leaves to addresses or
 * comes in from there must be declared for them. What a missing default opens is told once, as that.
 */
export function podViolations(intent: Intent, cluster: Cluster): Violation[] {
  const foreign = new Set(cluster.namespaces.filter(({ origin }) => !origin).map(({ name }) => name));
  const judging: PodJudging = {
    cluster,
    intent,
    declared: new PodIntent(intendedCluster(intent, cluster), foreign),
  };
  return [
    ...undenied(judging),
    ...onHost(judging),
    ...betweenPods(judging),
    ...leavingPods(judging),
    ...enteringPods(judging),
  ];
}
