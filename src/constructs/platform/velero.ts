import type { Construct } from "constructs";
import { AddOn } from "../kubernetes/add-on";
import { ReleasedChart } from "../kubernetes/chart";
import type { INamespace } from "../kubernetes/namespace";
import type { HostAlias } from "../services";
import { hostAliasValues } from "./host-aliases";
import { releaseProps, type PlatformAddOnProps } from "./platform-add-on-props";
import { PLATFORM_PRIORITY } from "./priority-classes";

/** What other add-ons call it when they need it. */
export const VELERO = "velero";

export interface VeleroProps extends PlatformAddOnProps {
  /** Its agents read the volumes of all pods on the host, which Pod Security allows at level `privileged` alone. */
  readonly namespace: INamespace;

  /**
   * Where its pods find the object store, in place of what DNS says.
   * @default - none
   */
  readonly hostAliases?: readonly HostAlias[];
}

/** The plugin for stores that speak S3, in the version for this Velero. Source: its compatibility table. */
const S3_PLUGIN = "velero/velero-plugin-for-aws:v1.14.1";

/**
 * Copies a cluster's objects and the files of its volumes to an object store. Files, not snapshots: those would stay in the
 * cloud whose loss the backup is for. Its server stands once, since it serves nobody; its agents stand on every node.
 */
export class Velero extends AddOn {
  constructor(scope: Construct, id: string, props: VeleroProps) {
    const { namespace, imageRegistry, hostAliases = [] } = props;
    super(scope, id, {
      chart: ReleasedChart.fromFacts("velero"),
      name: VELERO,
      namespace,
      values: {
        ...(imageRegistry !== undefined && { image: { repository: `${imageRegistry}/velero/velero` } }),
        initContainers: [
          {
            name: "velero-plugin-for-aws",
            image: `${imageRegistry ?? "docker.io"}/${S3_PLUGIN}`,
            volumeMounts: [{ mountPath: "/target", name: "plugins" }],
          },
        ],
        // The store and the schedule are objects of their own, with the Secret that the store names.
        backupsEnabled: false,
        credentials: { useSecret: false },
        snapshotsEnabled: false,
        deployNodeAgent: true,
        configuration: { uploaderType: "kopia", defaultVolumesToFsBackup: true },
        priorityClassName: PLATFORM_PRIORITY,
        resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "1Gi" } },
        nodeAgent: {
          priorityClassName: PLATFORM_PRIORITY,
          resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "2Gi" } },
          // Databases stand on tainted nodes.
          tolerations: [{ operator: "Exists", effect: "NoSchedule" }],
          ...hostAliasValues(hostAliases),
        },
        ...hostAliasValues(hostAliases),
      },
      ...releaseProps(props),
    });
  }
}
