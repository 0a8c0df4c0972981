import { releaseOf, valuesOf } from "../../constructs/kubernetes/cluster";
import { resourcesOf } from "../../constructs/services/synthesized";
import { platformStack } from "./support";

const withController = () => platformStack({ clusters: { cloudController: "openstack" } });
const NAME = "openstack-cloud-controller";

describe("the cloud controller of a cluster", () => {
  it("is RKE2's own where the cluster asks for none", () => {
    const releases = resourcesOf(platformStack(), "helm_release").map(({ block }) => block.name);
    expect(releases).not.toContain(NAME);
  });

  it("gives nodes what the cloud knows of them, and makes neither load balancers nor routes", () => {
    expect(valuesOf(withController(), NAME)).toMatchObject({
      cluster: { name: "dev-medical-chutian" },
      enabledControllers: ["cloud-node", "cloud-node-lifecycle"],
    });
  });

  it("runs on RKE2's servers, which no cloud has initialized yet, without the cluster's name servers", () => {
    expect(valuesOf(withController(), NAME)).toMatchObject({
      dnsPolicy: "Default",
      nodeSelector: { "node-role.kubernetes.io/control-plane": "true" },
      tolerations: [
        { key: "node.cloudprovider.kubernetes.io/uninitialized", operator: "Exists", effect: "NoSchedule" },
        { key: "node-role.kubernetes.io/control-plane", operator: "Exists", effect: "NoSchedule" },
      ],
      extraVolumes: [],
    });
  });

  it("signs in with a Secret that somebody puts where it can be before Terraform comes", () => {
    expect(releaseOf(withController(), NAME).namespace).toBe("kube-system");
    expect(valuesOf(withController(), NAME)).toMatchObject({
      secret: { enabled: true, create: false, name: "cloud-config" },
    });
  });

  it("runs before whatever has pods: nodes take none until it does", () => {
    const stack = withController();
    const releases = resourcesOf(stack, "helm_release");
    const resources = [...releases, ...resourcesOf(stack, "kubernetes_namespace_v1")];
    const waiting = new Set(releases.filter(({ block }) => block.name === NAME).map(({ address }) => address));
    // What is in a namespace that waits, waits too; so the set grows until it stays as it is.
    for (let size = 0; size < waiting.size;) {
      size = waiting.size;
      const known = [...waiting];
      for (const { address, block } of resources) {
        const text = JSON.stringify(block);
        if (known.some((other) => text.includes(other))) waiting.add(address);
      }
    }
    const early = releases.filter(({ address }) => !waiting.has(address)).map(({ block }) => block.name);
    // Policies have no pods.
    expect(early).toEqual(["operating-standard"]);
  });
});
