import { releaseOf, valuesOf } from "../../constructs/kubernetes/cluster";
import { named, resourcesOf, theOnly } from "../../constructs/services/synthesized";
import { platformStack } from "./support";

const withStorage = (changes: object = {}) => platformStack({ clusters: { storage: { kind: "cinder", ...changes } } });

describe("the volumes of a cluster in OpenStack", () => {
  it("are somebody else's where the cluster asks for none", () => {
    expect(resourcesOf(platformStack(), "kubernetes_storage_class_v1")).toEqual([]);
  });

  it("are made where their pod has a node, and kept when their claim goes", () => {
    expect(theOnly(withStorage(), "kubernetes_storage_class_v1")).toMatchObject({
      metadata: { name: "cinder" },
      storage_provisioner: "cinder.csi.openstack.org",
      volume_binding_mode: "WaitForFirstConsumer",
      reclaim_policy: "Retain",
      allow_volume_expansion: true,
    });
    expect(valuesOf(withStorage(), "cinder-csi")).toMatchObject({ csi: { provisioner: { topology: "true" } } });
  });

  it("are of the volume type that the cluster names, such as one that encrypts", () => {
    expect(theOnly(withStorage({ volumeType: "encrypted" }), "kubernetes_storage_class_v1")).toMatchObject({
      parameters: { type: "encrypted" },
    });
    expect(theOnly(withStorage(), "kubernetes_storage_class_v1")).not.toHaveProperty("parameters");
  });

  it("are asked for with credentials that somebody puts into the cluster, under the cluster's name", () => {
    expect(valuesOf(withStorage(), "cinder-csi")).toMatchObject({
      clusterID: "dev-medical-chutian",
      secret: { enabled: true, create: false, name: "cloud-config", filename: "cloud.conf" },
      storageClass: { enabled: false },
    });
  });

  it("are mounted by a driver in two replicas, with images of the environment's registry, on the host", () => {
    const stack = withStorage();
    expect(valuesOf(stack, "cinder-csi")).toMatchObject({
      csi: {
        attacher: { image: { repository: "registry.health.example/sig-storage/csi-attacher" } },
        plugin: {
          controllerPlugin: { replicas: 2 },
          image: { repository: "registry.health.example/provider-os/cinder-csi-plugin" },
        },
      },
    });
    expect(named(stack, "kubernetes_namespace_v1", "cinder-csi").metadata).toMatchObject({
      labels: { "pod-security.kubernetes.io/enforce": "privileged" },
    });
  });
});

describe("the volumes of a cluster in ctyun", () => {
  const taint = { key: "health.example/pool", value: "data", effect: "NoSchedule" };
  const pool = { id: "data", role: "data", nodes: 3, flavor: "large", cpu: 8, memoryGiB: 32, dataDisksGiB: [1000] };
  const stack = () =>
    platformStack(
      {
        clusters: {
          pools: [{ ...pool, taints: [taint] }],
          storage: { kind: "longhorn", pool: "data" },
        },
      },
      "tianyi",
    );

  it("have three copies on the disks of the pool's nodes, and are kept when their claim goes", () => {
    expect(valuesOf(stack(), "longhorn")).toMatchObject({
      persistence: {
        defaultClass: false,
        defaultClassReplicaCount: 3,
        reclaimPolicy: "Retain",
        volumeBindingMode: "WaitForFirstConsumer",
      },
      defaultSettings: { createDefaultDiskLabeledNodes: true, defaultDataPath: "/var/lib/longhorn" },
    });
  });

  it("are reached on the pool's nodes whatever keeps others away from them", () => {
    const tolerations = [{ ...taint, operator: "Equal" }];
    expect(valuesOf(stack(), "longhorn")).toMatchObject({
      defaultSettings: { taintToleration: "health.example/pool=data:NoSchedule" },
      longhornManager: { tolerations },
      longhornDriver: { tolerations },
    });
  });

  it("have no page that asks nobody who he is", () => {
    expect(valuesOf(stack(), "longhorn")).toMatchObject({ longhornUI: { replicas: 0 } });
  });

  it("come from the environment's registry, in one exact version, in the namespace that the chart asks for", () => {
    expect(releaseOf(stack(), "longhorn")).toMatchObject({
      version: "1.12.1",
      repository: "oci://registry.health.example/charts",
    });
    expect(valuesOf(stack(), "longhorn")).toMatchObject({
      privateRegistry: { registryUrl: "registry.health.example" },
    });
    expect(named(stack(), "kubernetes_namespace_v1", "longhorn-system").metadata).toMatchObject({
      labels: { "pod-security.kubernetes.io/enforce": "privileged" },
    });
  });
});
