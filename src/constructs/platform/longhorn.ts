import type { Construct } from "constructs";
import type { NodePoolSpecification } from "../../environment/schema/clusters";
import { AddOn } from "../kubernetes/add-on";
import { ReleasedChart } from "../kubernetes/chart";
import type { ValueTypes } from "../kubernetes/chart-facts";
import type { INamespace } from "../kubernetes/namespace";
import { releaseProps, type PlatformAddOnProps } from "./platform-add-on-props";
import { PLATFORM_PRIORITY } from "./priority-classes";

/** What other add-ons call it when they need it; its storage class has the same name. */
export const LONGHORN = "longhorn";

/** Where a node's share of the volumes lies. */
export const LONGHORN_FOLDER = "/var/lib/longhorn";

export interface LonghornProps extends PlatformAddOnProps {
  /** Called `longhorn-system`, as the chart asks; its pods work on the hosts' disks, at Pod Security level `privileged`. */
  readonly namespace: INamespace;
  /** Copies of each volume, on as many nodes. */
  readonly replicas: number;
  /** Taints of the nodes that hold the volumes. */
  readonly taints: NodePoolSpecification["taints"];
}

/** There is no description of this chart in `facts/charts`: the types of the values that are given here. */
const VALUE_TYPES: ValueTypes = {
  privateRegistry: { registryUrl: "string" },
  persistence: {
    defaultClass: "boolean",
    defaultClassReplicaCount: "number",
    reclaimPolicy: "string",
    volumeBindingMode: "string",
  },
  csi: { kubeletRootDir: "string" },
  defaultSettings: {
    createDefaultDiskLabeledNodes: "boolean",
    defaultDataPath: "string",
    priorityClass: "string",
    taintToleration: "string",
    nodeDownPodDeletionPolicy: "string",
    nodeDrainPolicy: "string",
    upgradeChecker: "boolean",
    allowCollectingLonghornUsageMetrics: "boolean",
  },
  longhornManager: { priorityClass: "string", tolerations: "list" },
  longhornDriver: { priorityClass: "string", tolerations: "list" },
  longhornUI: { replicas: "number" },
};

/**
 * Volumes on the nodes' own disks, for a cloud that has none for Kubernetes. Each volume has copies on several nodes, of which
 * those with the label `node.longhorn.io/create-default-disk` hold volumes, in `/var/lib/longhorn`. The class is the chart's.
 *
 * Its page asks nobody who he is, so it is switched off.
 */
export class Longhorn extends AddOn {
  constructor(scope: Construct, id: string, props: LonghornProps) {
    const { namespace, replicas, taints, imageRegistry } = props;
    const tolerations = taints.map(({ key, value, effect }) => ({ key, value, effect, operator: "Equal" }));
    super(scope, id, {
      chart: new ReleasedChart({
        name: LONGHORN,
        version: "1.12.1",
        repository: "https://charts.longhorn.io",
        valueTypes: VALUE_TYPES,
      }),
      name: LONGHORN,
      namespace,
      values: {
        persistence: {
          defaultClass: false,
          defaultClassReplicaCount: replicas,
          reclaimPolicy: "Retain",
          volumeBindingMode: "WaitForFirstConsumer",
        },
        csi: { kubeletRootDir: "/var/lib/kubelet" },
        defaultSettings: {
          createDefaultDiskLabeledNodes: true,
          defaultDataPath: LONGHORN_FOLDER,
          priorityClass: PLATFORM_PRIORITY,
          taintToleration: taints.map(({ key, value, effect }) => `${key}=${value}:${effect}`).join(";"),
          // Without it a pod of a StatefulSet stays on its dead node for good.
          nodeDownPodDeletionPolicy: "delete-both-statefulset-and-deployment-pod",
          nodeDrainPolicy: "block-if-contains-last-replica",
          upgradeChecker: false,
          allowCollectingLonghornUsageMetrics: false,
        },
        longhornManager: { priorityClass: PLATFORM_PRIORITY, tolerations },
        longhornDriver: { priorityClass: PLATFORM_PRIORITY, tolerations },
        longhornUI: { replicas: 0 },
        ...(imageRegistry !== undefined && { privateRegistry: { registryUrl: imageRegistry } }),
      },
      ...releaseProps(props),
    });
  }
}
