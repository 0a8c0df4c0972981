import { z } from "zod";
import { cidr, cronExpression } from "../values";
import { machineFields } from "./machines";
import { CLUSTER_ZONES, hostNumber, identifier } from "./names";

const taint = z.strictObject({
  key: z.string().min(1),
  value: z.string().default(""),
  effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]),
});

const machines = {
  ...machineFields(80),
  cpu: z.int().min(1).describe("Cores of the flavor, for capacity rules."),
  memoryGiB: z.int().min(1).describe("Memory of the flavor, for capacity rules."),
};

const controlPlane = z.strictObject({
  nodes: z
    .int()
    .min(1)
    .max(7)
    .default(3)
    .describe("An odd number: an even one survives no more failures than one less."),
  ...machines,
});

const nodePool = z.strictObject({
  id: identifier(16),
  role: z.enum(["worker", "data"]).default("worker").describe("data: databases and volumes, in subnets of their own."),
  nodes: z.int().min(0).max(500),
  ...machines,
  dataDisksGiB: z.array(z.int().min(10).max(32768)).max(8).default([]).describe("Data volumes of each node, in GiB."),
  labels: z.record(z.string(), z.string()).default({}),
  taints: z.array(taint).default([]),
});

const etcdSnapshots = z.strictObject({
  endpoint: identifier().describe("Id of an external endpoint of kind object-store, in the other cloud."),
  bucket: z.string().min(3).max(63),
  schedule: cronExpression().default("0 */6 * * *").describe("Cron expression, in UTC."),
  retention: z.int().min(1).default(28),
});

/** Copies of all objects and of the files of all volumes. */
const backups = z.strictObject({
  endpoint: identifier().describe("Id of an external endpoint of kind object-store, in the other cloud."),
  bucket: z.string().min(3).max(63).describe("Clusters may share one: each has a folder of its own in it."),
  region: z.string().min(1).describe("Of the bucket, as the store calls it."),
  schedule: cronExpression()
    .default("30 17 * * *")
    .describe("Cron expression, in UTC. Default: half past one in China."),
  retentionDays: z.int().min(1).max(3650).default(30),
});

/** Volumes for pods. */
const storage = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("cinder").describe("OpenStack's own volumes, by its CSI driver."),
    volumeType: z
      .string()
      .min(1)
      .optional()
      .describe(
        "Cinder volume type: one that encrypts where data must be encrypted at rest. Default: the cloud's volumeType.",
      ),
  }),
  z.strictObject({
    kind: z
      .literal("longhorn")
      .describe("Copies on the nodes' own disks, in ctyun, which has no volumes for Kubernetes."),
    pool: identifier(16).describe(
      "Pool whose nodes hold the volumes, on the data disk that the machine image mounts at /var/lib/longhorn.",
    ),
    replicas: z.int().min(2).max(5).default(3).describe("Copies of each volume, each on a node of its own."),
  }),
]);

const common = {
  id: identifier(20).describe("Part of the stacks' names, such as medical-chutian."),
  zone: z.enum(CLUSTER_ZONES),
  cloud: identifier(12),
  apiAddress: hostNumber().describe("Host number of the API server's load balancer in the load-balancer subnet."),
  ingressAddress: hostNumber().describe("Host number of the ingress load balancer in the load-balancer subnet."),
  publicIngress: z
    .strictObject({ bandwidthMbps: z.int().min(1).max(1024).default(200) })
    .optional()
    .describe("A public address for ingress; only in the internet zone. Default: none."),
  podCidr: cidr(),
  serviceCidr: cidr(),
  pools: z.array(nodePool).min(1),
  backups: backups.optional().describe("Backups of objects and volumes by Velero. Default: none but etcd's snapshots."),
  storage: storage.optional().describe("Volumes for pods. Default: somebody else brings the storage class."),
};

const rke2Cluster = z.strictObject({
  kind: z.literal("rke2"),
  ...common,
  version: z.string().regex(/^v1\.\d+\.\d+\+rke2r\d+$/, "expected an RKE2 release such as v1.36.3+rke2r1"),
  clusterInitialized: z
    .boolean()
    .default(false)
    .describe("Set to true after the first deploy: from then on no server ever starts a new cluster."),
  controlPlane,
  nodePodPrefixLength: z.int().min(22).max(28).default(24).describe("Size of each node's pod block."),
  evictionRatePerSecond: z
    .number()
    .min(0.1)
    .max(100)
    .default(5)
    .describe("How fast pods leave dead nodes, per availability zone; Kubernetes' 0.1 needs 28 minutes for 500 nodes."),
  etcdSnapshots,
});

const ccseCluster = z.strictObject({
  kind: z.literal("ccse").describe("Tianyi's managed Kubernetes: its version can never change without a replacement."),
  ...common,
  version: z.enum(["1.31.6", "1.29.3", "1.27.8"]),
  machineImage: z.string().min(1).describe("mirror_id of the nodes, from the console."),
  edition: z.enum(["managedbase", "managedpro"]).default("managedpro"),
});

export const cluster = z.discriminatedUnion("kind", [rke2Cluster, ccseCluster]);
export type ClusterSpecification = z.output<typeof cluster>;
export type Rke2ClusterSpecification = z.output<typeof rke2Cluster>;
export type CcseClusterSpecification = z.output<typeof ccseCluster>;
export type StorageSpecification = z.output<typeof storage>;
export type NodePoolSpecification = z.output<typeof nodePool>;
export type ControlPlaneSpecification = z.output<typeof controlPlane>;
