import type { ChartValues } from "./chart-values";

/** The labels of nodes that name the failure domains of a cluster, from the widest. */
export const FAILURE_DOMAINS = {
  availabilityZone: "topology.kubernetes.io/zone",
  host: "kubernetes.io/hostname",
} as const;

/** Leaves out nodes on which a pod may not run; Kubernetes' own default counts them. */
export const NODE_TAINTS_POLICY = "Honor";

/**
 * The label by which a Deployment tells its revisions apart. Where pods have none, as those of a StatefulSet, Kubernetes passes
 * over it.
 */
const REVISION_LABEL = "pod-template-hash";

/** A topology spread constraint as Kubernetes takes it. */
export interface TopologySpreadConstraint extends ChartValues {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly whenUnsatisfiable: "DoNotSchedule" | "ScheduleAnyway";
  readonly nodeTaintsPolicy: typeof NODE_TAINTS_POLICY;
  readonly matchLabelKeys: readonly string[];
  readonly labelSelector: { readonly matchLabels: Readonly<Record<string, string>> };
}

/**
 * How replicas keep apart: over availability zones and over hosts, never more than one ahead.
 *
 * One of the two is binding. In a cloud with several availability zones that is the availability zone; there the host is a
 * wish alone, because two binding constraints contradict each other where availability zones have unequal numbers of hosts.
 * In a cloud with one availability zone the host is the failure domain, and binding.
 *
 * `nodeTaintsPolicy: Honor` leaves out the nodes on which the pods may not run: dead ones and the control plane. Without it
 * half of the pods of a lost failure domain stay Pending.
 *
 * Only pods of the same revision are counted together. Counted with their predecessors, the new pods of an update may all find
 * room beside each other, and stay there when the old ones have gone.
 */
export function topologySpread(
  labels: Readonly<Record<string, string>>,
  availabilityZones: number,
): TopologySpreadConstraint[] {
  if (!Number.isInteger(availabilityZones) || availabilityZones < 1) {
    throw new Error(
      `got ${availabilityZones} availability zones to spread over, expected a whole number of at least 1`,
    );
  }
  const constraint = (topologyKey: string, binding: boolean): TopologySpreadConstraint => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: binding ? "DoNotSchedule" : "ScheduleAnyway",
    nodeTaintsPolicy: NODE_TAINTS_POLICY,
    matchLabelKeys: [REVISION_LABEL],
    labelSelector: { matchLabels: labels },
  });
  return [
    constraint(FAILURE_DOMAINS.availabilityZone, true),
    constraint(FAILURE_DOMAINS.host, availabilityZones === 1),
  ];
}
