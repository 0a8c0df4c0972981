import type { Construct } from "constructs";
import { clusterName } from "../../environment/cloud-names";
import type { Environment } from "../../environment/environment";
import { PLATFORM_NAMESPACES } from "../../environment/platform-namespaces";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import { STORAGE_CLASSES } from "../../environment/storage-classes";
import { Namespace } from "../../constructs/kubernetes/namespace";
import { CinderCsi } from "../../constructs/platform/cinder-csi";
import type { PlatformAddOnProps } from "../../constructs/platform/platform-add-on-props";
import { recordSource } from "../../constructs/provenance";

/** The driver that gives a cluster's pods volumes, where the cluster asks for one. */
export function addStorage(
  scope: Construct,
  environment: Environment,
  cluster: ClusterSpecification,
  props: PlatformAddOnProps,
): void {
  const { storage } = cluster;
  if (!storage) return;
  const cloud = environment.cloud(cluster.cloud);
  const path = ["clusters", environment.specification.clusters.indexOf(cluster), "storage"];
  const namespace = new Namespace(scope, "storage-namespace", {
    name: PLATFORM_NAMESPACES.storage,
    podSecurity: "privileged",
    ...(props.dependsOn && { dependsOn: props.dependsOn }),
  });
  const volumeType = storage.volumeType ?? (cloud.provider === "openstack" ? cloud.volumeType : undefined);
  const driver = new CinderCsi(scope, "cinder-csi", {
    ...props,
    namespace,
    clusterName: clusterName(environment.name, cluster.id),
    storageClassName: STORAGE_CLASSES.openstack,
    ...(volumeType !== undefined && { volumeType }),
  });
  for (const construct of [namespace, driver]) recordSource(construct, path);
}
