import { z } from "zod";
import { UpgradeController, UpgradePlans } from "../../../src/constructs/upgrades";
import { clusterStack, releaseOf, valuesOf } from "../kubernetes/cluster";

const release = z.object({
  manifests: z.array(
    z.looseObject({
      kind: z.string(),
      metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
      spec: z.looseObject({}).optional(),
    }),
  ),
});

const VERSION = "v1.36.3+rke2r1";
const DATA_TAINT = { key: "health.example/pool", value: "data", effect: "NoSchedule" } as const;

function upgrades() {
  const { stack, namespace } = clusterStack();
  const common = { namespace, version: VERSION, imageRegistry: "registry.health.example" };
  new UpgradeController(stack, "system-upgrade-controller", { ...common, availabilityZones: 3 });
  new UpgradePlans(stack, "upgrade-plans", {
    ...common,
    pools: [
      { id: "general", taints: [] },
      { id: "data", taints: [DATA_TAINT] },
    ],
  });
  return stack;
}

const plans = () => release.parse(valuesOf(upgrades(), "upgrade-plans")).manifests;
const planOf = (name: string) => plans().find(({ metadata }) => metadata.name === name)?.spec;

describe("the upgrade plans of a cluster", () => {
  it("are one for the servers and one for each pool, to one release, a node at a time", () => {
    expect(plans()).toMatchObject(
      ["control-plane", "general", "data"].map((name) => ({
        kind: "Plan",
        metadata: { name, namespace: "add-ons" },
        spec: { concurrency: 1, version: VERSION, upgrade: { image: "registry.health.example/rancher/rke2-upgrade" } },
      })),
    );
  });

  it("let pools wait for the servers", () => {
    expect(planOf("general")).toMatchObject({ prepare: { args: ["prepare", "control-plane"] } });
    expect(planOf("data")).toMatchObject({ prepare: { args: ["prepare", "control-plane"] } });
    expect(planOf("control-plane")).not.toHaveProperty("prepare");
  });

  it("empty nodes of pools, and close servers alone", () => {
    expect(planOf("general")).toMatchObject({ drain: { ignoreDaemonSets: true } });
    expect(planOf("control-plane")).toMatchObject({ cordon: true });
    expect(planOf("control-plane")).not.toHaveProperty("drain");
  });

  it("choose nodes by the label of their pool, and bear its taints", () => {
    expect(planOf("data")).toMatchObject({
      nodeSelector: { matchLabels: { "health-cloud/pool": "data" } },
      tolerations: [{ ...DATA_TAINT, operator: "Equal" }],
    });
    expect(planOf("control-plane")).toMatchObject({
      nodeSelector: { matchExpressions: [{ key: "node-role.kubernetes.io/control-plane" }] },
    });
  });

  it("come after the definition of plans", () => {
    expect(releaseOf(upgrades(), "upgrade-plans").depends_on).toEqual(["helm_release.system-upgrade-controller"]);
  });
});

describe("the upgrade controller", () => {
  it("brings the definition of plans, and rights by name instead of the cluster administrator's", () => {
    const { manifests } = release.parse(valuesOf(upgrades(), "system-upgrade-controller"));
    expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      "CustomResourceDefinition plans.upgrade.cattle.io",
      "ServiceAccount system-upgrade-controller",
      "ClusterRole system-upgrade-controller",
      "ClusterRoleBinding system-upgrade-controller",
      "Role system-upgrade-controller",
      "RoleBinding system-upgrade-controller",
      "Deployment system-upgrade-controller",
    ]);
    expect(JSON.stringify(manifests)).not.toMatch(/"\*"|cluster-admin/);
  });

  it("takes its images from the registry, and kubectl in the cluster's version", () => {
    const text = JSON.stringify(valuesOf(upgrades(), "system-upgrade-controller"));
    expect(text).toContain('"registry.health.example/rancher/system-upgrade-controller:v0.17.0"');
    expect(text).toContain('"registry.health.example/rancher/kubectl:v1.36.3"');
  });

  it("takes images from Docker Hub where the environment has no registry", () => {
    const { stack, namespace } = clusterStack();
    new UpgradeController(stack, "controller", { namespace, availabilityZones: 1, version: VERSION });
    expect(JSON.stringify(valuesOf(stack, "controller"))).toContain('"docker.io/rancher/kubectl:v1.36.3"');
  });
});
