import type { DeploymentV1SpecTemplateSpecTopologySpreadConstraint } from "@cdktf/provider-kubernetes/lib/deployment-v1";

/**
 * How a service's pods keep apart: over availability zones and over hosts, never more than one pod ahead.
 *
 * One of the two is binding, so that two replicas never share the failure domain whose loss must be survived. In a cloud
 * with several availability zones that is the availability zone; there the host is a wish alone, because two binding
 * constraints contradict each other as soon as availability zones have unequal numbers of hosts, and pods stay Pending. In a
 * cloud with one availability zone the host is the failure domain, and binding.
 *
 * `nodeTaintsPolicy: Honor` leaves dead nodes out of the count; without it half of the pods of a lost domain stay Pending.
 * The revision's hash keeps the pods of two revisions from being counted together during an update.
 */
export function topologySpread(
  labels: Readonly<Record<string, string>>,
  availabilityZones: number,
): DeploymentV1SpecTemplateSpecTopologySpreadConstraint[] {
  if (!Number.isInteger(availabilityZones) || availabilityZones < 1) {
    throw new Error(
      `got ${availabilityZones} availability zones to spread over, expected a whole number of at least 1`,
    );
  }
  const constraint = (topologyKey: string, binding: boolean) => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: binding ? "DoNotSchedule" : "ScheduleAnyway",
    nodeTaintsPolicy: "Honor",
    matchLabelKeys: ["pod-template-hash"],
    labelSelector: [{ matchLabels: { ...labels } }],
  });
  return [
    constraint("topology.kubernetes.io/zone", true),
    constraint("kubernetes.io/hostname", availabilityZones === 1),
  ];
}
