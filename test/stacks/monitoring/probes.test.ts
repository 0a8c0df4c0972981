import { z } from "zod";
import { valuesOf } from "../../constructs/kubernetes/cluster";
import { sampleService } from "../../constructs/services/sample-environment";
import { resourcesOf } from "../../constructs/services/synthesized";
import { manifestsOf, monitoringStack, specOf } from "./support";

const scrape = z.looseObject({
  staticConfigs: z.array(z.object({ targets: z.array(z.string()), labels: z.record(z.string(), z.string()) })),
});

/** The targets of a kind of probe with their labels. */
function targetsIn(stack: ReturnType<typeof monitoringStack>, kind: string) {
  return scrape
    .parse(specOf(stack, "probes", "ScrapeConfig", `probe-${kind}`))
    .staticConfigs.map(({ targets, labels }) => ({ target: targets.join(), ...labels }));
}

const exposed = (to: string[], path = "/") =>
  sampleService("card", { expose: { host: "card.dev.health.example", port: "http", to, path } });

describe("the probes of a cluster", () => {
  it("are left out where the environment says so", () => {
    const stack = monitoringStack({ settings: { monitoring: { probes: false } } });
    const releases = resourcesOf(stack, "helm_release").map(({ block }) => block.name);
    expect(releases).not.toContain("probes");
    expect(releases).not.toContain("prometheus-blackbox-exporter");
  });

  it("open each portal through the cluster's own gateway, whatever DNS says", () => {
    expect(targetsIn(monitoringStack({ services: [exposed(["sites"])] }), "portal")).toEqual([
      {
        target: "https://10.24.0.21:443/ready",
        probe: "portal",
        module: "https",
        hostname: "card.dev.health.example",
        host: "card.dev.health.example",
        service: "card",
        namespace: "vendor-01",
      },
    ]);
  });

  it("open the path that the gateway leads to the service where its readiness is not below it", () => {
    expect(targetsIn(monitoringStack({ services: [exposed(["sites"], "/card")] }), "portal")).toMatchObject([
      { target: "https://10.24.0.21:443/card" },
    ]);
  });

  it("open no portal for what clients may not reach", () => {
    const kinds = manifestsOf(monitoringStack({ services: [exposed(["exchange"])] }), "probes").map(
      ({ metadata }) => metadata.name,
    );
    expect(kinds).not.toContain("probe-portal");
  });

  it("ask each service what the kubelet asks its pods", () => {
    const services = [
      sampleService("card"),
      sampleService("queue", { probes: { readiness: { port: "http" }, liveness: { port: "http" } } }),
    ];
    expect(targetsIn(monitoringStack({ services }), "service")).toEqual([
      {
        target: "http://card.vendor-01.svc:8080/ready",
        probe: "service",
        module: "http",
        service: "card",
        namespace: "vendor-01",
      },
      {
        target: "queue.vendor-01.svc:8080",
        probe: "service",
        module: "tcp",
        service: "queue",
        namespace: "vendor-01",
      },
    ]);
  });

  it("connect to the load balancers that workers reach anyway, where their cloud shows them", () => {
    const services = [exposed(["sites"])];
    expect(targetsIn(monitoringStack({ services }), "load-balancer")).toEqual(
      [
        ["exchange", "10.26.0.20:9201"],
        ["medical-api", "10.24.0.20:6443"],
        ["medical-ingress", "10.24.0.21:443"],
      ].map(([load_balancer, target]) => ({ target, probe: "load-balancer", module: "tcp", load_balancer })),
    );
    expect(targetsIn(monitoringStack({ services }, "tianyi"), "load-balancer")).toContainEqual(
      // The endpoint that leads from one VPC to the other.
      { target: "10.40.0.30:9201", probe: "load-balancer", module: "tcp", load_balancer: "exchange" },
    );
  });

  it("ask the far end of each line between the clouds, in the clusters of the zone that it carries", () => {
    expect(targetsIn(monitoringStack(), "link")).toEqual([
      { target: "10.255.0.18", probe: "link", module: "icmp", link: "link-mobile", to: "tianyi" },
    ]);
    expect(targetsIn(monitoringStack({}, "tianyi"), "link")).toEqual([
      { target: "10.255.0.17", probe: "link", module: "icmp", link: "link-mobile", to: "chutian" },
    ]);
    const internet = manifestsOf(monitoringStack({}, "chutian", "internet"), "probes");
    expect(internet.map(({ metadata }) => metadata.name)).not.toContain("probe-link");
  });

  it("leave nothing but names of things in the series", () => {
    const { metricsPath, relabelings } = z
      .looseObject({ metricsPath: z.string(), relabelings: z.array(z.unknown()) })
      .parse(specOf(monitoringStack(), "probes", "ScrapeConfig", "probe-service"));
    expect(metricsPath).toBe("/probe");
    expect(relabelings.slice(2)).toEqual([
      { sourceLabels: ["module"], targetLabel: "__param_module" },
      { sourceLabels: ["hostname"], targetLabel: "__param_hostname" },
      { action: "LabelDrop", regex: "module|hostname" },
      { targetLabel: "__address__", replacement: "prometheus-blackbox-exporter.monitoring.svc:9115" },
    ]);
  });

  it("need no privilege", () => {
    expect(valuesOf(monitoringStack(), "prometheus-blackbox-exporter")).toMatchObject({
      podSecurityContext: { sysctls: [{ name: "net.ipv4.ping_group_range" }] },
      automountServiceAccountToken: false,
    });
  });
});

describe("the platform's own parts", () => {
  it("are scraped in their namespaces", () => {
    const monitors = manifestsOf(monitoringStack(), "platform-monitors");
    expect(monitors.map(({ metadata }) => metadata.name)).toEqual([
      "cilium-agent",
      "cilium-envoy",
      "cilium-operator",
      "gateway",
      "envoy-gateway",
      "cert-manager",
      "keda",
      "velero",
      "external-secrets",
      "longhorn",
    ]);
    expect(monitors.find(({ metadata }) => metadata.name === "gateway")?.spec).toMatchObject({
      namespaceSelector: { matchNames: ["envoy-gateway-system"] },
      podMetricsEndpoints: [{ portNumber: 19001, path: "/stats/prometheus" }],
    });
  });
});
