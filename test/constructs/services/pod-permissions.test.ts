import { podPermissions } from "../../../src/constructs/services";
import type { PolicyPeer, PolicyRule } from "../../../src/constructs/services/pod-network-policy";
import type { Environment } from "../../../src/environment/environment";
import { sampleEnvironment, sampleService } from "./sample-environment";

const CHUTIAN_MEDICAL = { cloud: "chutian", zone: "medical" } as const;
const TIANYI_MEDICAL = { cloud: "tianyi", zone: "medical" } as const;

type Place = Parameters<typeof podPermissions>[1];

/** What flows permit, as lines: `card egress to-record: pods vendor-01/record tcp/8080 (flow card-to-record)`. */
function permissionsOf(environment: Environment, place: Place = CHUTIAN_MEDICAL) {
  return allPermissionsOf(environment, place).filter((line) => !line.includes(" ingress probed: "));
}

function allPermissionsOf(environment: Environment, place: Place = CHUTIAN_MEDICAL) {
  return podPermissions(environment, place, "gateway-namespace").map(
    ({ service, direction, id, rules, why }) => `${service} ${direction} ${id}: ${rules.map(text).join(", ")} (${why})`,
  );
}

function text({ peer, ports }: PolicyRule): string {
  return `${peerText(peer)} ${ports.join(" ")}`;
}

function peerText(peer: PolicyPeer): string {
  switch (peer.kind) {
    case "pods":
      return `pods ${peer.namespace}/${String(peer.labels["app.kubernetes.io/name"])}`;
    case "namespace":
      return `namespace ${peer.namespace}`;
    case "blocks":
      return peer.blocks.join(" ");
    case "anywhere":
      return peer.kind;
  }
}

const exposed = { expose: { host: "record.dev.health.example", port: "http", to: ["sites", "exchange"] } };

describe("the permissions of pods", () => {
  it("are none without flows", () => {
    const environment = sampleEnvironment((raw) => (raw.services = [sampleService("card"), sampleService("record")]));
    expect(permissionsOf(environment)).toEqual([]);
  });

  it("join two services of one cluster at both ends, across vendors, on the named port alone", () => {
    const environment = sampleEnvironment((raw) => {
      const ports = [
        { name: "http", port: 8080 },
        { name: "grpc", port: 9090 },
      ];
      raw.services = [
        sampleService("card", { flows: [{ to: "service:record", port: "grpc", why: "reads" }] }),
        sampleService("record", { vendor: "vendor-02", ports }),
      ];
    });
    expect(permissionsOf(environment)).toEqual([
      "card egress to-record: pods vendor-02/record tcp/9090 (flow card-to-record)",
      "record ingress from-card: pods vendor-01/card tcp/9090 (flow card-to-record)",
    ]);
  });

  it("hold the ports of several flows between the same two", () => {
    const environment = sampleEnvironment((raw) => {
      const ports = [
        { name: "http", port: 8080 },
        { name: "grpc", port: 9090 },
      ];
      const flows = ["http", "grpc"].map((port) => ({ to: "service:record", port, why: "reads" }));
      raw.services = [sampleService("card", { flows }), sampleService("record", { ports })];
    });
    expect(permissionsOf(environment)).toEqual([
      "card egress to-record: pods vendor-01/record tcp/8080, pods vendor-01/record tcp/9090 (flow card-to-record)",
      "record ingress from-card: pods vendor-01/card tcp/8080, pods vendor-01/card tcp/9090 (flow card-to-record)",
    ]);
  });

  it("lead to the other cloud's gateway where the target runs only there", () => {
    const environment = sampleEnvironment((raw) => {
      raw.services = [
        sampleService("card", { flows: [{ to: "service:record", port: "http", why: "reads" }] }),
        sampleService("record", { share: { tianyi: 100 }, ...exposed }),
      ];
    });
    expect(permissionsOf(environment)).toEqual(["card egress to-record: 10.40.0.21/32 tcp/8443 (flow card-to-record)"]);
    expect(permissionsOf(environment, TIANYI_MEDICAL)).toEqual([
      "card egress to-record: pods vendor-01/record tcp/8080 (flow card-to-record)",
      "record ingress from-card: pods vendor-01/card tcp/8080 (flow card-to-record)",
      "record ingress exposed: namespace gateway-namespace tcp/8080 (flow gateway-to-record)",
    ]);
  });

  it("lead to the flow's own listener of the exchange, at the address that each cloud gives it", () => {
    const environment = sampleEnvironment((raw) => {
      const flow = { to: "service:record", port: "http", via: "exchange", exchangePort: 9001, why: "reads" };
      raw.services = [sampleService("card", { zone: "internet", flows: [flow] }), sampleService("record", exposed)];
    });
    expect(permissionsOf(environment, { cloud: "chutian", zone: "internet" })).toEqual([
      "card egress to-record: 10.26.0.20/32 tcp/9001 (flow card-to-record)",
    ]);
    expect(permissionsOf(environment, { cloud: "tianyi", zone: "internet" })).toEqual([
      "card egress to-record: 10.41.0.30/32 tcp/9001 (flow card-to-record)",
    ]);
    expect(permissionsOf(environment)).toEqual([
      "record ingress exposed: namespace gateway-namespace tcp/8080 (flow gateway-to-record)",
    ]);
  });

  it("lead straight to an external endpoint, or to its listener of the exchange, as its access says", () => {
    const environment = sampleEnvironment((raw) => {
      const flows = [{ to: "external:registry", why: "fetches" }];
      raw.services = [sampleService("card", { flows }), sampleService("portal", { zone: "internet", flows })];
    });
    expect(permissionsOf(environment)).toEqual([
      "card egress to-registry: 10.26.0.20/32 tcp/9201 (flow card-to-registry)",
    ]);
    expect(permissionsOf(environment, { cloud: "chutian", zone: "internet" })).toEqual([
      "portal egress to-registry: 198.51.100.130/32 tcp/443 (flow portal-to-registry)",
    ]);
  });

  it("are none for an external endpoint that only the other cloud uses", () => {
    const environment = sampleEnvironment((raw) => {
      raw.services = [sampleService("card", { flows: [{ to: "external:ntp-tianyi", why: "asks the time" }] })];
    });
    expect(permissionsOf(environment)).toEqual([]);
    expect(permissionsOf(environment, TIANYI_MEDICAL)).toEqual([
      "card egress to-ntp-tianyi: 100.95.0.123/32 udp/123 (flow card-to-ntp-tianyi)",
    ]);
  });

  it("come from the value of the YAML that declares them", () => {
    const environment = sampleEnvironment((raw) => {
      raw.services = [
        sampleService("record", exposed),
        sampleService("card", { flows: [{ to: "service:record", port: "http", why: "reads" }] }),
      ];
    });
    const sources = podPermissions(environment, CHUTIAN_MEDICAL, "gateway-namespace").map(({ id, source }) => [
      id,
      source,
    ]);
    expect(sources).toEqual([
      ["to-record", ["services", 1, "flows", 0]],
      ["from-card", ["services", 1, "flows", 0]],
      ["exposed", ["services", 0, "expose"]],
      ["probed", ["services", 0, "probes"]],
      ["probed", ["services", 1, "probes"]],
    ]);
  });
});

describe("the probes of a service", () => {
  const probed = (probes: boolean) =>
    sampleEnvironment((raw) => {
      const ports = [
        { name: "http", port: 8080 },
        { name: "health", port: 8081 },
      ];
      const readiness = { path: "/ready", port: "health" };
      raw.services = [sampleService("card", { ports, probes: { readiness, liveness: readiness } })];
      raw.monitoring = { probes };
    });

  it("enter from the exporter's pods alone, by the port of its readiness probe", () => {
    expect(allPermissionsOf(probed(true))).toEqual([
      "card ingress probed: pods monitoring/prometheus-blackbox-exporter tcp/8081 (infrastructure service probes)",
    ]);
  });

  it("open nothing where the environment does not probe", () => {
    expect(allPermissionsOf(probed(false))).toEqual([]);
  });
});
