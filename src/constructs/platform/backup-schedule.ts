import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { Manifests } from "../kubernetes/manifests";
import type { INamespace } from "../kubernetes/namespace";
import { VELERO } from "./velero";

/** Secret in Velero's namespace with the store's keys, in the file format of the AWS command line, at key `cloud`. */
const CREDENTIAL = { name: "velero-object-store", key: "cloud" };

export interface BackupScheduleProps {
  /** Where Velero stands. */
  readonly namespace: INamespace;
  /** URL of a store that speaks S3. */
  readonly storeUrl: string;
  readonly bucket: string;
  /** Folder in the bucket: one for each cluster. */
  readonly folder: string;
  readonly region: string;
  /** Cron expression, in UTC. */
  readonly schedule: string;
  /** How long a backup is kept. */
  readonly retentionDays: number;

  /** @default - nothing but Velero */
  readonly dependsOn?: readonly ITerraformDependable[];
}

const LOCATION = "default";
const HOURS_PER_DAY = 24;

/** Where Velero puts backups of the whole cluster, and when. */
export class BackupSchedule extends Manifests {
  constructor(scope: Construct, id: string, props: BackupScheduleProps) {
    const { namespace, storeUrl, bucket, folder, region, schedule, retentionDays, dependsOn } = props;
    const metadata = (name: string) => ({ name, namespace: namespace.namespaceName });
    super(scope, id, {
      namespace,
      needs: [VELERO],
      ...(dependsOn && { dependsOn }),
      manifests: [
        {
          apiVersion: "velero.io/v1",
          kind: "BackupStorageLocation",
          metadata: metadata(LOCATION),
          spec: {
            provider: "aws",
            default: true,
            accessMode: "ReadWrite",
            objectStorage: { bucket, prefix: folder },
            credential: CREDENTIAL,
            config: {
              region,
              s3Url: storeUrl,
              s3ForcePathStyle: "true",
              // Stores other than AWS' own refuse uploads with the newer checksums.
              checksumAlgorithm: "",
            },
          },
        },
        {
          apiVersion: "velero.io/v1",
          kind: "Schedule",
          metadata: metadata("cluster"),
          spec: {
            schedule,
            useOwnerReferencesInBackup: false,
            template: {
              storageLocation: LOCATION,
              includedNamespaces: ["*"],
              includeClusterResources: true,
              defaultVolumesToFsBackup: true,
              snapshotVolumes: false,
              ttl: `${retentionDays * HOURS_PER_DAY}h0m0s`,
            },
          },
        },
      ],
    });
  }
}
