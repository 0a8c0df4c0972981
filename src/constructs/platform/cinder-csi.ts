import { StorageClassV1 } from "@cdktf/provider-kubernetes/lib/storage-class-v1";
import type { Construct } from "constructs";
import { AddOn } from "../kubernetes/add-on";
import { ReleasedChart } from "../kubernetes/chart";
import type { ChartValues } from "../kubernetes/chart-values";
import type { INamespace } from "../kubernetes/namespace";
import { releaseProps, type PlatformAddOnProps } from "./platform-add-on-props";
import { PLATFORM_PRIORITY } from "./priority-classes";

/** What other add-ons call it when they need it. */
export const CINDER_CSI = "cinder-csi";

/** Secret in the driver's namespace with the cloud's configuration, at key `cloud.conf`. */
const CLOUD_CONFIG = { name: "cloud-config", filename: "cloud.conf" };

export interface CinderCsiProps extends PlatformAddOnProps {
  /** The driver mounts volumes on the hosts, which Pod Security allows at level `privileged` alone. */
  readonly namespace: INamespace;
  /** Name of the cluster in the cloud, on each volume that it makes there. */
  readonly clusterName: string;
  /** Name of the storage class. */
  readonly storageClassName: string;

  /**
   * Cinder's volume type: one that encrypts where data must be encrypted at rest.
   * @default - the cloud's own
   */
  readonly volumeType?: string;
}

/**
 * Volumes of Cinder for pods, and the class by which pods ask for them. A volume is made in the availability zone in which its
 * pod has been given a node, so Nova's and Cinder's availability zones must have the same names. What a claim leaves behind
 * is kept: a person deletes it.
 */
export class CinderCsi extends AddOn {
  constructor(scope: Construct, id: string, props: CinderCsiProps) {
    const { namespace, clusterName, storageClassName, volumeType, imageRegistry, dependsOn } = props;
    const image = (repository: string): ChartValues =>
      imageRegistry === undefined ? {} : { image: { repository: `${imageRegistry}/${repository}` } };
    super(scope, id, {
      chart: ReleasedChart.fromFacts("openstack-cinder-csi"),
      name: CINDER_CSI,
      namespace,
      // The chart asks for the Secret's name, and its defaults leave it out.
      openValues: ["secret"],
      values: {
        secret: { enabled: true, create: false, ...CLOUD_CONFIG },
        storageClass: { enabled: false },
        clusterID: clusterName,
        priorityClassName: PLATFORM_PRIORITY,
        csi: {
          attacher: image("sig-storage/csi-attacher"),
          provisioner: { topology: "true", ...image("sig-storage/csi-provisioner") },
          snapshotter: image("sig-storage/csi-snapshotter"),
          resizer: image("sig-storage/csi-resizer"),
          livenessprobe: image("sig-storage/livenessprobe"),
          nodeDriverRegistrar: image("sig-storage/csi-node-driver-registrar"),
          plugin: { controllerPlugin: { replicas: 2 }, ...image("provider-os/cinder-csi-plugin") },
        },
      },
      ...releaseProps(props),
    });
    new StorageClassV1(this, "storage-class", {
      metadata: { name: storageClassName },
      storageProvisioner: "cinder.csi.openstack.org",
      volumeBindingMode: "WaitForFirstConsumer",
      reclaimPolicy: "Retain",
      allowVolumeExpansion: true,
      ...(volumeType !== undefined && { parameters: { type: volumeType } }),
      ...(dependsOn && { dependsOn: [...dependsOn] }),
    });
  }
}
