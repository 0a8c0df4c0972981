import { releaseOf, valuesOf, valuesTextOf } from "../../constructs/kubernetes/cluster";
import { named, resourcesOf } from "../../constructs/services/synthesized";
import { platformStack, specOf } from "./support";

const withConsole = { settings: { console: {} } };

describe("the page for the applications of a cluster", () => {
  it("is left out where the environment asks for none, and with it its listener", () => {
    const stack = platformStack();
    expect(resourcesOf(stack, "helm_release").map(({ block }) => block.name)).not.toContain("headlamp");
    expect(JSON.stringify(specOf(stack, "cluster-gateway", "Gateway", "cluster"))).not.toContain("operators");
  });

  it("has no rights and no secret of its own: people sign in where the API server believes them", () => {
    expect(valuesOf(platformStack(withConsole, "chutian", "internet"), "headlamp")).toMatchObject({
      clusterRoleBinding: { create: false },
      config: {
        inCluster: true,
        oidc: {
          secret: { create: false },
          clientID: "kubernetes",
          issuerURL: "https://login.health.example",
          scopes: "openid,email,groups",
          callbackURL: "https://console.internet-chutian.dev.health.example:9443/oidc-callback",
          usePKCE: true,
        },
      },
    });
  });

  it("finds an identity provider behind the exchange by its own name", () => {
    const stack = platformStack(withConsole);
    expect(named(stack, "kubernetes_endpoint_slice_v1", "external-identity-provider")).toMatchObject({
      port: [{ port: "9202" }],
    });
    expect(valuesTextOf(stack, "headlamp")).toMatch(
      /"hostnames": \[\s+"login\.health\.example"\s+\],\s+"ip": \$\{jsonencode\(/,
    );
  });

  it("is reached by the listener of operators alone, which no vendor's route attaches to", () => {
    const stack = platformStack(withConsole);
    expect(specOf(stack, "console-route", "HTTPRoute", "headlamp")).toEqual({
      parentRefs: [{ name: "cluster", namespace: "envoy-gateway-system", sectionName: "operators" }],
      hostnames: ["console.medical-chutian.dev.health.example"],
      rules: [
        { matches: [{ path: { type: "PathPrefix", value: "/" } }], backendRefs: [{ name: "headlamp", port: 80 }] },
      ],
    });
    expect(specOf(stack, "cluster-gateway", "Gateway", "cluster")).toMatchObject({
      listeners: [
        { name: "clients" },
        { name: "exchange" },
        {
          name: "operators",
          port: 9443,
          allowedRoutes: {
            namespaces: {
              selector: {
                matchExpressions: [
                  { key: "kubernetes.io/metadata.name", operator: "In", values: ["console", "monitoring"] },
                ],
              },
            },
          },
        },
      ],
    });
    expect(specOf(stack, "cluster-gateway", "Certificate", "gateway-certificate")).toMatchObject({
      dnsNames: ["console.medical-chutian.dev.health.example"],
    });
  });

  it("keeps a person on one replica, which alone remembers that the person began to sign in", () => {
    expect(specOf(platformStack(withConsole), "console-route", "BackendTrafficPolicy", "headlamp")).toMatchObject({
      targetRefs: [{ kind: "HTTPRoute", name: "headlamp" }],
      loadBalancer: { type: "ConsistentHash", consistentHash: { type: "Cookie" } },
    });
  });

  it("comes after the gateway's definitions and what it leads to", () => {
    expect(releaseOf(platformStack(withConsole), "console-route").depends_on).toEqual([
      "helm_release.envoy-gateway",
      "helm_release.headlamp",
    ]);
  });

  it("is left out where the gateway does not run", () => {
    const stack = platformStack({ ...withConsole, version: "v1.37.0+rke2r1" });
    expect(resourcesOf(stack, "helm_release").map(({ block }) => block.name)).not.toContain("headlamp");
  });
});
