import type { Construct } from "constructs";
import { clusterName } from "../../environment/cloud-names";
import type { Environment } from "../../environment/environment";
import { PLATFORM_NAMESPACES } from "../../environment/platform-namespaces";
import type { ClusterSpecification, StorageSpecification } from "../../environment/schema/clusters";
import { STORAGE_CLASSES } from "../../environment/storage-classes";
import type { AddOn } from "../../constructs/kubernetes/add-on";
import { Namespace } from "../../constructs/kubernetes/namespace";
import { CinderCsi } from "../../constructs/platform/cinder-csi";
import { Longhorn } from "../../constructs/platform/longhorn";
import { PlatformNamespace } from "../../constructs/platform/platform-namespace";
import type { PlatformAddOnProps } from "../../constructs/platform/platform-add-on-props";
import { recordSource } from "../../constructs/provenance";

const NAMESPACES: Readonly<Record<StorageSpecification["kind"], string>> = {
  cinder: PLATFORM_NAMESPACES.cinder,
  longhorn: PLATFORM_NAMESPACES.longhorn,
};

/** The driver that gives a cluster's pods volumes, where the cluster asks for one. */
export function addStorage(
  scope: Construct,
  environment: Environment,
  cluster: ClusterSpecification,
  props: PlatformAddOnProps,
): void {
  const { storage } = cluster;
  if (!storage) return;
  const namespace = storageNamespace(scope, storage.kind, props);
  const driver = addDriver(scope, environment, cluster, storage, { ...props, namespace });
  const path = ["clusters", environment.specification.clusters.indexOf(cluster), "storage"];
  for (const construct of [namespace, driver]) recordSource(construct, path);
}

/** Longhorn's nodes and pods carry the volumes between them, in ways that no description of it names, so nothing is denied there. */
function storageNamespace(scope: Construct, kind: StorageSpecification["kind"], { dependsOn }: PlatformAddOnProps) {
  const id = "storage-namespace";
  const props = { name: NAMESPACES[kind], podSecurity: "privileged", ...(dependsOn && { dependsOn }) } as const;
  return kind === "longhorn"
    ? new Namespace(scope, id, props)
    : new PlatformNamespace(scope, id, { ...props, receives: [] });
}

function addDriver(
  scope: Construct,
  environment: Environment,
  cluster: ClusterSpecification,
  storage: StorageSpecification,
  props: PlatformAddOnProps & { readonly namespace: Namespace },
): AddOn {
  if (storage.kind === "longhorn") {
    const pool = cluster.pools.find(({ id }) => id === storage.pool);
    return new Longhorn(scope, "longhorn", { ...props, replicas: storage.replicas, taints: pool?.taints ?? [] });
  }
  const cloud = environment.cloud(cluster.cloud);
  const volumeType = storage.volumeType ?? (cloud.provider === "openstack" ? cloud.volumeType : undefined);
  return new CinderCsi(scope, "cinder-csi", {
    ...props,
    clusterName: clusterName(environment.name, cluster.id),
    storageClassName: STORAGE_CLASSES.openstack,
    ...(volumeType !== undefined && { volumeType }),
  });
}
