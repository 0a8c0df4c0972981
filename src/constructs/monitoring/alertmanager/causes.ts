/** An alert that explains others: while it fires, they are not told. */
export interface Cause {
  readonly alert: string;
  readonly quiets: readonly string[];
  /** Labels in which both must agree. */
  readonly equal: readonly string[];
}

/** The alert that an availability zone is lost. It also explains whatever else stands in that availability zone. */
export const AVAILABILITY_ZONE_DOWN = "AvailabilityZoneDown";

/** What a lost availability zone does to the rest of its cluster, which is built to survive it. */
const AFTER_AVAILABILITY_ZONE = [
  "AggregatedApiDown",
  "AlertmanagerConfigurationsDiffer",
  "AlertmanagerMembersMissing",
  "AlloySendsNothing",
  "AlloyUnhealthy",
  "CiliumAgentDown",
  "CiliumControllersFail",
  "CiliumNodesUnreachable",
  "EtcdManyLeaderChanges",
  "EtcdMemberDown",
  "EtcdMembersDown",
  "EtcdProposalsFail",
  "KubeContainerWaiting",
  "KubeDaemonSetPodsMissing",
  "KubeDeploymentReplicasMismatch",
  "KubeDeploymentRolloutStuck",
  "KubeHpaCannotScale",
  "KubeHpaMaxedOut",
  "KubePodNotReady",
  "KubeStatefulSetReplicasMismatch",
  "LonghornVolumeDegraded",
  "NodeNotReady",
  "NodeReadinessFlaps",
  "NodeTooManyPods",
  "PrometheusNotificationsFail",
  "TargetsDown",
];

const BURNS = [
  "ServiceErrorBudgetBurnsFast",
  "ServiceErrorBudgetBurnsSlowly",
  "ServiceLatencyBudgetBurnsFast",
  "ServiceLatencyBudgetBurnsSlowly",
];

/**
 * Causes and consequences. That a service has no replica left, that people cannot reach it, or that it fails more often than
 * it may is no consequence of anything: it is what the platform is for, so it is told whatever else fires.
 */
export const CAUSES: readonly Cause[] = [
  { alert: AVAILABILITY_ZONE_DOWN, quiets: AFTER_AVAILABILITY_ZONE, equal: ["cluster"] },
  { alert: "CityDown", quiets: ["DistrictDown", "SiteDown", "SiteFlapping"], equal: ["cluster"] },
  { alert: "DistrictDown", quiets: ["SiteDown", "SiteFlapping"], equal: ["cluster", "district"] },
  { alert: "AllLinksDown", quiets: ["LinkDown", "LinkFlapping", "LinkSlow"], equal: ["cluster"] },
  { alert: "LinkDown", quiets: ["LinkFlapping", "LinkSlow"], equal: ["cluster", "link"] },
  { alert: "ServiceDown", quiets: BURNS, equal: ["cluster", "service"] },
  { alert: "PortalDown", quiets: BURNS, equal: ["cluster", "service"] },
  {
    alert: "ServiceErrorBudgetBurnsFast",
    quiets: ["ServiceErrorBudgetBurnsSlowly"],
    equal: ["cluster", "service"],
  },
  {
    alert: "ServiceLatencyBudgetBurnsFast",
    quiets: ["ServiceLatencyBudgetBurnsSlowly"],
    equal: ["cluster", "service"],
  },
  { alert: "ApiServerErrorBudgetBurnsFast", quiets: ["ApiServerErrorBudgetBurnsSlowly"], equal: ["cluster"] },
  { alert: "EtcdMembersDown", quiets: ["EtcdMemberDown"], equal: ["cluster"] },
  { alert: "CertificateEndsNow", quiets: ["CertificateNotRenewed"], equal: ["cluster", "namespace", "name"] },
  { alert: "ShownCertificateEndsNow", quiets: ["ShownCertificateEndsSoon"], equal: ["cluster", "probe", "instance"] },
  {
    alert: "NodeDiskFull",
    quiets: ["NodeDiskNearlyFull", "NodeDiskFillsSoon"],
    equal: ["cluster", "instance", "mountpoint"],
  },
  {
    alert: "VolumeFull",
    quiets: ["VolumeNearlyFull", "VolumeFillsSoon"],
    equal: ["cluster", "namespace", "persistentvolumeclaim"],
  },
  { alert: "QuotaUsedUp", quiets: ["QuotaNearlyUsed"], equal: ["cluster", "namespace", "resourcequota", "resource"] },
];
