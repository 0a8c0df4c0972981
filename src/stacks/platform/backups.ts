import type { Construct } from "constructs";
import type { Environment } from "../../environment/environment";
import { PLATFORM_NAMESPACES } from "../../environment/platform-namespaces";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import { BackupSchedule } from "../../constructs/platform/backup-schedule";
import { PlatformNamespace } from "../../constructs/platform/platform-namespace";
import type { PlatformAddOnProps } from "../../constructs/platform/platform-add-on-props";
import { Velero } from "../../constructs/platform/velero";
import { recordSource } from "../../constructs/provenance";
import { endpointUrl } from "../machine-needs";
import type { OutsideNames } from "../outside-names";

/** Backups of a cluster to the object store that it names, if it names one. */
export function addBackups(
  scope: Construct,
  environment: Environment,
  cluster: ClusterSpecification,
  props: PlatformAddOnProps,
  outside: OutsideNames,
): void {
  const { backups } = cluster;
  if (!backups) return;
  const { endpoint, bucket, region, schedule, retentionDays } = backups;
  const namespace = new PlatformNamespace(scope, "velero-namespace", {
    name: PLATFORM_NAMESPACES.backups,
    podSecurity: "privileged",
    receives: [],
    ...(props.dependsOn && { dependsOn: props.dependsOn }),
  });
  const velero = new Velero(scope, "velero", { ...props, namespace, hostAliases: outside.hostAliases(endpoint) });
  const plan = new BackupSchedule(scope, "backup-schedule", {
    namespace,
    storeUrl: endpointUrl(environment, cluster, endpoint),
    bucket,
    folder: cluster.id,
    region,
    schedule,
    retentionDays,
  });
  const path = ["clusters", environment.specification.clusters.indexOf(cluster), "backups"];
  for (const construct of [namespace, velero, plan]) recordSource(construct, path);
}
