import { Testing } from "cdktf";
import type { PlatformStack } from "../../src/stacks/platform-stack";
import { releaseOf, valuesOf } from "../constructs/kubernetes/cluster";
import { sampleService } from "../constructs/services/sample-environment";
import { named, resourcesOf, theOnly } from "../constructs/services/synthesized";
import { manifestsOf, platformStack, specOf } from "./platform/support";

const exposed = (id: string, host: string) => sampleService(id, { expose: { host, port: "http", to: ["sites"] } });

const manifest = (stack: PlatformStack, kind: string, name = "cluster") => specOf(stack, "cluster-gateway", kind, name);

describe("the platform stack of a cluster", () => {
  it("waits for the API server before anything goes into the cluster", () => {
    const stack = platformStack();
    expect(theOnly(stack, "terraform_data").triggers_replace).toMatchObject({ host: "https://10.24.0.20:6443" });
    for (const type of ["kubernetes_namespace_v1", "kubernetes_priority_class_v1"]) {
      const resources = resourcesOf(stack, type);
      expect(resources.length).toBeGreaterThan(0);
      for (const { block } of resources) expect(block.depends_on).toContain("terraform_data.api-server");
    }
  });

  it("installs the gateway, certificates and metrics, each in one exact version from the environment's registry", () => {
    const stack = platformStack();
    const releases = resourcesOf(stack, "helm_release").map(({ address, block }) => [
      address,
      block.version,
      block.repository,
    ]);
    const repository = "oci://registry.health.example/charts";
    expect(releases).toEqual([
      ["helm_release.cert-manager", "v1.21.1", repository],
      ["helm_release.cluster-gateway", undefined, undefined],
      ["helm_release.envoy-gateway", "v1.9.0", repository],
      ["helm_release.keda", "2.20.2", repository],
      ["helm_release.metrics-server", "3.13.1", repository],
      ["helm_release.operating-standard", undefined, undefined],
      ["helm_release.system-upgrade-controller", undefined, undefined],
      ["helm_release.upgrade-plans", undefined, undefined],
    ]);
  });

  it("takes images from the registry of the cluster's zone", () => {
    const stack = platformStack();
    expect(valuesOf(stack, "cert-manager")).toMatchObject({ imageRegistry: "registry.health.example" });
    expect(valuesOf(stack, "envoy-gateway")).toMatchObject({ global: { imageRegistry: "registry.health.example" } });
    expect(valuesOf(stack, "metrics-server")).toMatchObject({
      image: { repository: "registry.health.example/metrics-server/metrics-server" },
    });
  });

  it("scales by what happens outside of pods, with certificates of cert-manager and no look into vendors' Secrets", () => {
    const stack = platformStack();
    expect(releaseOf(stack, "keda").depends_on).toContain("helm_release.cert-manager");
    expect(valuesOf(stack, "keda")).toMatchObject({
      certificates: { certManager: { enabled: true } },
      permissions: { operator: { restrict: { secret: true } } },
      global: { image: { registry: "registry.health.example" } },
    });
  });

  it("takes charts and images from their projects where the environment has no registry", () => {
    const stack = platformStack({ settings: { externalEndpoints: [] } });
    expect(releaseOf(stack, "cert-manager").repository).toBe("oci://quay.io/jetstack/charts");
    expect(valuesOf(stack, "cert-manager")).not.toHaveProperty("imageRegistry");
  });

  it("holds every namespace to the strictest Pod Security level, but that of upgrades, which are root on their node", () => {
    const namespaces = resourcesOf(platformStack(), "kubernetes_namespace_v1").map(({ block }) => block.metadata);
    expect(namespaces).toMatchObject(
      ["cert-manager", "envoy-gateway-system", "keda", "platform", "system-upgrade"].map((name) => ({
        name,
        labels: {
          "pod-security.kubernetes.io/enforce": name === "system-upgrade" ? "privileged" : "restricted",
        },
      })),
    );
  });

  it("gives the groups of the environment's administrators their roles", () => {
    const bindings = resourcesOf(platformStack(), "kubernetes_cluster_role_binding_v1").map(({ block }) => block);
    expect(bindings).toMatchObject(
      ["audit", "security", "system"].map((administrator) => ({
        metadata: { name: `health-cloud-${administrator}-administrator` },
        subject: [{ kind: "Group", name: `dev-${administrator}-administrators` }],
      })),
    );
  });

  it("upgrades the nodes of its pools to the cluster's version", () => {
    expect(manifestsOf(platformStack({ version: "v1.36.3+rke2r1" }), "upgrade-plans")).toMatchObject([
      { metadata: { name: "control-plane" }, spec: { version: "v1.36.3+rke2r1" } },
      { metadata: { name: "general" }, spec: { version: "v1.36.3+rke2r1" } },
    ]);
  });

  it("enforces the operating standard, with the environment's registry", () => {
    expect(JSON.stringify(valuesOf(platformStack(), "operating-standard"))).toContain("registry.health.example");
    expect(releaseOf(platformStack(), "operating-standard").namespace).toBe(
      "${kubernetes_namespace_v1.platform.metadata[0].name}",
    );
  });

  it("lets services give way before the platform does", () => {
    const stack = platformStack();
    expect(named(stack, "kubernetes_priority_class_v1", "health-cloud-platform").value).toBe(1_000_000);
    expect(named(stack, "kubernetes_priority_class_v1", "health-cloud-service")).toMatchObject({
      value: 1000,
      global_default: true,
    });
  });
});

describe("the gateway of a cluster", () => {
  it("is released after the definitions of what it is made of", () => {
    expect(releaseOf(platformStack(), "cluster-gateway").depends_on).toEqual([
      "helm_release.cert-manager",
      "helm_release.envoy-gateway",
    ]);
  });

  it("listens on a NodePort for each audience behind the load balancer, on nodes that have a proxy alone", () => {
    expect(manifest(platformStack(), "EnvoyProxy")).toMatchObject({
      provider: {
        kubernetes: {
          envoyDeployment: { replicas: 3 },
          envoyPDB: { maxUnavailable: 1 },
          envoyService: {
            type: "NodePort",
            externalTrafficPolicy: "Local",
            patch: {
              type: "StrategicMerge",
              value: {
                spec: {
                  ports: [
                    { port: 443, nodePort: 30443, protocol: "TCP" },
                    { port: 8443, nodePort: 30444, protocol: "TCP" },
                  ],
                },
              },
            },
          },
        },
      },
    });
  });

  it("spreads its proxies over the failure domains of its cloud, dead nodes left out", () => {
    const spread = (topologyKey: string, whenUnsatisfiable: string) => ({
      topologyKey,
      whenUnsatisfiable,
      maxSkew: 1,
      nodeTaintsPolicy: "Honor",
      labelSelector: { matchLabels: { "gateway.envoyproxy.io/owning-gateway-name": "cluster" } },
    });
    expect(manifest(platformStack({}, "tianyi"), "EnvoyProxy")).toMatchObject({
      provider: {
        kubernetes: {
          envoyDeployment: {
            pod: {
              topologySpreadConstraints: [
                spread("topology.kubernetes.io/zone", "DoNotSchedule"),
                spread("kubernetes.io/hostname", "DoNotSchedule"),
              ],
            },
          },
        },
      },
    });
  });

  it("ends TLS 1.2 or newer at a listener for each audience, for routes of vendors' namespaces alone", () => {
    const stack = platformStack();
    expect(manifest(stack, "ClientTrafficPolicy")).toMatchObject({ tls: { minVersion: "1.2" } });
    const listener = (name: string, port: number) => ({
      name,
      protocol: "HTTPS",
      port,
      tls: { mode: "Terminate", certificateRefs: [{ kind: "Secret", name: "gateway-certificate" }] },
      allowedRoutes: {
        namespaces: {
          from: "Selector",
          selector: { matchExpressions: [{ key: "health-cloud/vendor", operator: "Exists" }] },
        },
      },
    });
    expect(manifest(stack, "Gateway")).toEqual({
      gatewayClassName: "cluster",
      listeners: [listener("clients", 443), listener("exchange", 8443)],
    });
  });

  it("has a certificate for the hosts of its services, from an authority inside the cluster", () => {
    const services = [exposed("record", "record.dev.health.example"), exposed("card", "card.dev.health.example")];
    expect(manifest(platformStack({ services }), "Certificate", "gateway-certificate")).toMatchObject({
      dnsNames: ["card.dev.health.example", "record.dev.health.example"],
      issuerRef: { name: "gateway-authority", kind: "Issuer" },
    });
  });

  it("has a certificate for the domain while no service is exposed", () => {
    expect(manifest(platformStack(), "Certificate", "gateway-certificate")).toMatchObject({
      dnsNames: ["dev.health.example"],
    });
  });

  it("takes the certificate that an operator gives where the environment names the authority of services", () => {
    const servicesCertificateAuthority = "-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n";
    const stack = platformStack({ settings: { servicesCertificateAuthority } });
    expect(manifestsOf(stack, "cluster-gateway").map(({ kind }) => kind)).toEqual([
      "GatewayClass",
      "EnvoyProxy",
      "Gateway",
      "ClientTrafficPolicy",
    ]);
    expect(releaseOf(stack, "cluster-gateway").depends_on).toEqual(["helm_release.envoy-gateway"]);
  });
});

describe("a version of Kubernetes on which Envoy Gateway does not run", () => {
  it("is refused where a service is exposed", () => {
    const services = [exposed("card", "card.dev.health.example")];
    expect(() => platformStack({ services, version: "1.31.6" })).toThrow(
      "cluster medical-chutian: got Kubernetes 1.31.6, expected 1.33 to 1.36 for Envoy Gateway, which leads card.dev.health.example to their services: choose such a version, or expose no service there",
    );
  });

  it("leaves the gateway out where none is", () => {
    const stack = platformStack({ services: [sampleService("card")], version: "v1.37.0+rke2r1" });
    expect(resourcesOf(stack, "helm_release").map(({ block }) => block.name)).toEqual([
      "cert-manager",
      "keda",
      "metrics-server",
      "operating-standard",
      "system-upgrade-controller",
      "upgrade-plans",
    ]);
  });

  it.each(["v1.33.0+rke2r1", "v1.36.3+rke2r1"])("is not %s", (version) => {
    expect(releaseOf(platformStack({ version }), "envoy-gateway").version).toBe("v1.9.0");
  });
});

describe("an add-on that others need", () => {
  const withoutIt = (addOn: string) => {
    const stack = platformStack({ services: [exposed("card", "card.health.example")] });
    expect(stack.node.tryRemoveChild(addOn)).toBe(true);
    return () => Testing.synth(stack, true);
  };

  it.each([
    [
      "cert-manager",
      "add-on keda needs cert-manager, which is not in stack platform: add cert-manager, or remove keda",
    ],
    [
      "envoy-gateway",
      "add-on cluster-gateway needs envoy-gateway, which is not in stack platform: add envoy-gateway, or remove cluster-gateway",
    ],
  ])("is not taken away from them: %s", (addOn, fault) => {
    expect(withoutIt(addOn)).toThrow(fault);
  });
});
