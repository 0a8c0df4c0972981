import { ciliumManifest } from "../../src/stacks/cluster/cilium";

describe("the settings of RKE2's Cilium", () => {
  const [name, text] = Object.entries(ciliumManifest())[0] ?? ["", "{}"];
  const manifest = JSON.parse(text) as { kind: string; metadata: object; spec: { valuesContent: string } };
  const values: unknown = JSON.parse(manifest.spec.valuesContent);

  it("are a HelmChartConfig that RKE2 finds by its name", () => {
    expect(name).toBe("rke2-cilium-config.yaml");
    expect(manifest.kind).toBe("HelmChartConfig");
    expect(manifest.metadata).toEqual({ name: "rke2-cilium", namespace: "kube-system" });
  });

  it("name the API server, since without kube-proxy no Service works before Cilium does", () => {
    expect(values).toMatchObject({ kubeProxyReplacement: true, k8sServiceHost: "localhost", k8sServicePort: 6443 });
  });

  it("let the operator start on nodes that wait for a cloud controller, which itself waits for Cilium", () => {
    const waiting = Object.values(ciliumManifest({ waitsForCloudController: true })).join("");
    expect(waiting).toContain(String.raw`\"tolerations\":[{\"operator\":\"Exists\"}]`);
    expect(text).not.toContain("tolerations");
  });

  it("encrypt what passes between nodes", () => {
    expect(values).toMatchObject({ encryption: { enabled: true, type: "wireguard" } });
  });
});
