import { releaseOf, valuesOf, valuesTextOf } from "../../constructs/kubernetes/cluster";
import { named, resourcesOf } from "../../constructs/services/synthesized";
import { platformStack, specOf } from "./support";

const backups = { endpoint: "object-store-tianyi", bucket: "dev-backups", region: "hubei-1" };
const withBackups = { clusters: { backups } };

describe("the backups of a cluster", () => {
  it("are none where the cluster names no store", () => {
    expect(resourcesOf(platformStack(), "helm_release").map(({ block }) => block.name)).not.toContain("velero");
  });

  it("go to a folder of the cluster's own in the store of the other cloud", () => {
    expect(specOf(platformStack(withBackups), "backup-schedule", "BackupStorageLocation", "default")).toEqual({
      provider: "aws",
      default: true,
      accessMode: "ReadWrite",
      objectStorage: { bucket: "dev-backups", prefix: "medical-chutian" },
      credential: { name: "velero-object-store", key: "cloud" },
      config: {
        region: "hubei-1",
        s3Url: "https://hubei-1.zos.tianyi.example",
        s3ForcePathStyle: "true",
        checksumAlgorithm: "",
      },
    });
  });

  it("are of everything, every night, and kept for thirty days", () => {
    const stack = platformStack(withBackups);
    expect(specOf(stack, "backup-schedule", "Schedule", "cluster")).toMatchObject({
      schedule: "30 17 * * *",
      template: { includedNamespaces: ["*"], includeClusterResources: true, ttl: "720h0m0s" },
    });
    expect(releaseOf(stack, "backup-schedule").depends_on).toEqual(["helm_release.velero"]);
  });

  it("hold the files of volumes, not snapshots, which would stay in the cluster's own cloud", () => {
    const stack = platformStack(withBackups, "chutian", "internet");
    expect(specOf(stack, "backup-schedule", "Schedule", "cluster")).toMatchObject({
      template: { defaultVolumesToFsBackup: true, snapshotVolumes: false },
    });
    expect(valuesOf(stack, "velero")).toMatchObject({
      snapshotsEnabled: false,
      deployNodeAgent: true,
      nodeAgent: { tolerations: [{ operator: "Exists", effect: "NoSchedule" }] },
    });
    expect(named(stack, "kubernetes_namespace_v1", "velero").metadata).toMatchObject({
      labels: { "pod-security.kubernetes.io/enforce": "privileged" },
    });
  });

  it("are written with images of the environment's registry, the plugin's too", () => {
    expect(valuesOf(platformStack(withBackups, "chutian", "internet"), "velero")).toMatchObject({
      image: { repository: "registry.health.example/velero/velero" },
      initContainers: [{ image: "registry.health.example/velero/velero-plugin-for-aws:v1.14.1" }],
    });
  });

  it("find a store behind the exchange by its own name, from the server and from every node", () => {
    const stack = platformStack(withBackups);
    expect(named(stack, "kubernetes_endpoint_slice_v1", "external-object-store-tianyi")).toMatchObject({
      port: [{ port: "9204" }],
    });
    expect(valuesTextOf(stack, "velero").match(/"hubei-1\.zos\.tianyi\.example"/g)).toHaveLength(2);
  });
});
