import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { App, TerraformStack } from "cdktf";
import { Manifests } from "../../../src/constructs/kubernetes/manifests";
import { Namespace } from "../../../src/constructs/kubernetes/namespace";
import { clusterStack, releaseOf, valuesOf } from "./cluster";

const route = { apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", metadata: { name: "card" } };
const issuer = {
  apiVersion: "cert-manager.io/v1",
  kind: "Issuer",
  metadata: { name: "own" },
  spec: { selfSigned: {} },
};

describe("manifests", () => {
  it("are one release of the project's own chart, named like the construct", () => {
    const { stack, namespace } = clusterStack();
    new Manifests(stack, "routes", { namespace, manifests: [route, issuer] });
    const { name, chart, ...others } = releaseOf(stack, "routes");
    expect(name).toBe("routes");
    expect(chart).toMatch(/^assets\/chart-manifests\/[0-9A-F]{32}$/);
    expect(others).not.toHaveProperty("repository");
    expect(others).not.toHaveProperty("version");
    expect(valuesOf(stack, "routes")).toEqual({ manifests: [route, issuer] });
  });

  it("share one copy of the chart in a stack", () => {
    const { stack, namespace } = clusterStack();
    new Manifests(stack, "routes", { namespace, manifests: [route] });
    new Manifests(stack, "issuers", { namespace, manifests: [issuer] });
    expect(releaseOf(stack, "routes").chart).toBe(releaseOf(stack, "issuers").chart);
  });

  it("carry the chart in the stack's own folder, by a path that is the same on every machine", () => {
    const outdir = mkdtempSync(join(tmpdir(), "manifests-"));
    try {
      const app = new App({ outdir });
      const stack = new TerraformStack(app, "services");
      new HelmProvider(stack, "helm");
      const namespace = Namespace.fromNamespaceName(stack, "namespace", "vendor-01");
      new Manifests(stack, "routes", { namespace, manifests: [route] });
      app.synth();
      const folder = join(outdir, "stacks", "services");
      const chart = join(folder, String(releaseOf(stack, "routes").chart));
      expect(readdirSync(chart).sort()).toEqual(["Chart.yaml", "README.md", "templates", "values.yaml"]);
      expect(existsSync(join(chart, "templates", "manifests.yaml"))).toBe(true);
      const synthesized: unknown = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8"));
      expect(synthesized).toMatchObject({
        resource: { helm_release: { routes: { chart: releaseOf(stack, "routes").chart, namespace: "vendor-01" } } },
      });
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });
});
