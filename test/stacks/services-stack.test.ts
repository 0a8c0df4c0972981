import { Testing } from "cdktf";
import { z } from "zod";
import type { ClusterZone } from "../../src/environment/schema/names";
import { ServicesStack } from "../../src/stacks/services-stack";
import { valuesOf } from "../constructs/kubernetes/cluster";
import { named, resourcesOf } from "../constructs/services/synthesized";
import { sampleEnvironment, sampleService, type RawService } from "../constructs/services/sample-environment";

const access = {
  host: "https://10.24.0.20:6443",
  clusterCaCertificate: "${ca}",
  clientCertificate: "${certificate}",
  clientKey: "${key}",
};

function servicesStack(services: RawService[], cloud = "chutian", zone: ClusterZone = "medical") {
  const environment = sampleEnvironment((raw) => (raw.services = services));
  const cluster = environment.clusterIn(cloud, zone);
  if (!cluster) throw new Error(`no cluster of zone ${zone} in ${cloud}`);
  return new ServicesStack(Testing.app(), "services", { environment, cluster, access });
}

const addresses = (stack: ServicesStack, type: string) => resourcesOf(stack, type).map(({ address }) => address);
const names = (stack: ServicesStack, type: string) =>
  resourcesOf(stack, type).map(({ block }) => /"name":"([^"]+)"/.exec(JSON.stringify(block.metadata))?.[1]);

const routesRelease = z.object({
  manifests: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      spec: z.object({ parentRefs: z.array(z.object({ sectionName: z.string() })) }),
    }),
  ),
});

/** The listeners of the gateway to which each route attaches, by service. */
function routeListeners(stack: ServicesStack): Record<string, string[]> {
  const { manifests } = routesRelease.parse(valuesOf(stack, "routes"));
  return Object.fromEntries(
    manifests.map(({ metadata, spec }) => [metadata.name, spec.parentRefs.map(({ sectionName }) => sectionName)]),
  );
}

describe("the services stack of a cluster", () => {
  it("holds the services of its zone with a share in its cloud, each in its vendor's namespace", () => {
    const services = [
      sampleService("card"),
      sampleService("record", { vendor: "vendor-02" }),
      sampleService("portal", { zone: "internet" }),
      sampleService("archive", { share: { tianyi: 100 } }),
    ];
    expect(names(servicesStack(services), "kubernetes_deployment_v1")).toEqual(["card", "record"]);
    expect(names(servicesStack(services), "kubernetes_namespace_v1")).toEqual(["vendor-01", "vendor-02"]);
    expect(names(servicesStack(services, "tianyi"), "kubernetes_deployment_v1")).toEqual(["archive", "card", "record"]);
    expect(names(servicesStack(services, "chutian", "internet"), "kubernetes_deployment_v1")).toEqual(["portal"]);
  });

  it("has no namespace for a vendor without a service there", () => {
    expect(names(servicesStack([sampleService("card")]), "kubernetes_namespace_v1")).toEqual(["vendor-01"]);
  });

  it("runs the cloud's part of the replicas", () => {
    const services = [sampleService("card", { replicas: 5, share: { chutian: 60, tianyi: 40 } })];
    const replicas = (cloud: string) => named(servicesStack(services, cloud), "kubernetes_deployment_v1", "card").spec;
    expect(replicas("chutian")).toMatchObject({ replicas: "3" });
    expect(replicas("tianyi")).toMatchObject({ replicas: "2" });
  });

  it("asks for the cloud's part of the replicas of working hours", () => {
    const hours = { kind: "working-hours", start: "07:30", end: "11:30", replicas: 9 };
    const autoscale = { maximum: 20, triggers: [hours] };
    const services = [sampleService("card", { replicas: 5, share: { chutian: 60, tianyi: 40 }, autoscale })];
    const scaler = (cloud: string) => valuesOf(servicesStack(services, cloud), "card-scaler");
    const spec = (minReplicaCount: number, maxReplicaCount: number, desiredReplicas: string) => ({
      manifests: [
        { spec: { minReplicaCount, maxReplicaCount, triggers: [{ type: "cpu" }, { metadata: { desiredReplicas } }] } },
      ],
    });
    expect(scaler("chutian")).toMatchObject(spec(3, 12, "5"));
    expect(scaler("tianyi")).toMatchObject(spec(2, 8, "4"));
  });

  it("starts pods only in a namespace that denies every connection", () => {
    const stack = servicesStack([sampleService("card")]);
    const [deny] = addresses(stack, "kubernetes_network_policy_v1").filter((address) =>
      address.includes("default-deny"),
    );
    expect(named(stack, "kubernetes_deployment_v1", "card").depends_on).toEqual([deny]);
  });

  it("keeps the addresses of what stands when a service is added before it", () => {
    const before = addresses(servicesStack([sampleService("record")]), "kubernetes_deployment_v1");
    const after = addresses(
      servicesStack([sampleService("card"), sampleService("record")]),
      "kubernetes_deployment_v1",
    );
    expect(before).toEqual(["kubernetes_deployment_v1.services_record_deployment_DE3C5D1B"]);
    expect(after).toEqual(expect.arrayContaining(before));
  });

  it("permits what flows and probes need, and nothing else", () => {
    const stack = servicesStack([
      sampleService("card", { flows: [{ to: "service:record", port: "http", why: "reads" }] }),
      sampleService("record"),
    ]);
    expect(names(stack, "kubernetes_network_policy_v1")).toEqual([
      "card-probed",
      "card-to-record",
      "record-from-card",
      "record-probed",
      "allow-names",
      "default-deny",
    ]);
  });

  it("routes the hosts of a vendor's exposed services from the cluster's gateway, in one release", () => {
    const expose = { host: "card.dev.health.example", port: "http", to: ["sites"] };
    const stack = servicesStack([sampleService("card", { expose }), sampleService("record")]);
    const [release, ...others] = resourcesOf(stack, "helm_release");
    expect(others).toEqual([]);
    expect(release?.block).toMatchObject({
      name: "routes",
      values: [expect.stringContaining('"card.dev.health.example"')],
    });
    expect(names(stack, "kubernetes_network_policy_v1")).toContain("card-exposed");
  });

  it("attaches each route to the gateway's listeners for those to whom its service is exposed", () => {
    const exposed = (id: string, to: string[]) =>
      sampleService(id, { expose: { host: `${id}.dev.health.example`, port: "http", to } });
    const stack = servicesStack([
      exposed("record", ["sites", "exchange"]),
      exposed("portal", ["sites"]),
      exposed("notices", ["exchange"]),
    ]);
    expect(routeListeners(stack)).toEqual({
      record: ["clients", "exchange"],
      portal: ["clients"],
      notices: ["exchange"],
    });
  });

  it("attaches a route to the listener for the exchange where a service of the other cloud calls, and there alone", () => {
    const expose = { host: "record.dev.health.example", port: "http", to: ["sites"] };
    const services = [
      sampleService("card", { share: { chutian: 100 }, flows: [{ to: "service:record", port: "http", why: "reads" }] }),
      sampleService("record", { share: { tianyi: 100 }, expose }),
    ];
    expect(routeListeners(servicesStack(services, "tianyi"))).toEqual({ record: ["clients", "exchange"] });
    const everywhere = services.map((service) => ({ ...service, share: { chutian: 50, tianyi: 50 } }));
    expect(routeListeners(servicesStack(everywhere, "tianyi"))).toEqual({ record: ["clients"] });
  });

  it("has no release for a vendor that exposes nothing", () => {
    expect(resourcesOf(servicesStack([sampleService("card")]), "helm_release")).toEqual([]);
  });

  it("lets pods find a host behind the exchange at the name of their flow's listener", () => {
    const flow = { to: "service:record", port: "http", via: "exchange", exchangePort: 9001, why: "reads" };
    const expose = { host: "record.dev.health.example", port: "http", to: ["exchange"] };
    const services = [
      sampleService("portal", { zone: "internet", flows: [flow] }),
      sampleService("record", { expose }),
    ];
    const stack = servicesStack(services, "tianyi", "internet");
    expect(named(stack, "kubernetes_endpoint_slice_v1", "portal-to-record")).toMatchObject({
      endpoint: [{ addresses: ["10.41.0.30"] }],
      port: [{ name: "tcp-443", port: "9001" }],
    });
    const [address] = addresses(stack, "kubernetes_service_v1").filter((service) => service.includes("remote-names"));
    const alias = { ip: `\${${String(address)}.spec[0].cluster_ip}`, hostnames: ["record.dev.health.example"] };
    expect(named(stack, "kubernetes_deployment_v1", "portal").spec).toMatchObject({
      template: { spec: { host_aliases: [alias] } },
    });
  });

  it("lets pods find a host that only the other cloud serves at its gateway's listener for the exchange", () => {
    const expose = { host: "record.dev.health.example", port: "http", to: ["sites"] };
    const stack = servicesStack([
      sampleService("card", { flows: [{ to: "service:record", port: "http", why: "reads" }] }),
      sampleService("record", { share: { tianyi: 100 }, expose }),
    ]);
    expect(named(stack, "kubernetes_service_v1", "card-to-record").spec).toMatchObject({ port: [{ port: 443 }] });
    expect(named(stack, "kubernetes_endpoint_slice_v1", "card-to-record")).toMatchObject({
      endpoint: [{ addresses: ["10.40.0.21"] }],
      port: [{ name: "tcp-443", port: "8443" }],
    });
    const [address] = addresses(stack, "kubernetes_service_v1").filter((service) => service.includes("remote-names"));
    const alias = { ip: `\${${String(address)}.spec[0].cluster_ip}`, hostnames: ["record.dev.health.example"] };
    expect(named(stack, "kubernetes_deployment_v1", "card").spec).toMatchObject({
      template: { spec: { host_aliases: [alias] } },
    });
  });

  it("has no remote names where no flow leaves the cluster", () => {
    expect(resourcesOf(servicesStack([sampleService("card")]), "kubernetes_endpoint_slice_v1")).toEqual([]);
  });
});
