import {
  connectionsOf,
  exchangeListeners,
  gatewayListeners,
  type Connection,
  type Endpoint,
} from "../../../src/constructs/connectivity";
import type { Environment } from "../../../src/environment/environment";
import { loadEnvironment } from "../../../src/environment/load";
import { sampleEnvironment, sampleService, type RawService } from "../services/sample-environment";

function environment(name: string): Environment {
  const { environment: loaded, faults } = loadEnvironment(name);
  if (!loaded) throw new Error(`${name} has faults: ${JSON.stringify(faults)}`);
  return loaded;
}

const prod = environment("prod");

function endName(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case "role":
      return `${endpoint.zone}/${endpoint.role}`;
    case "load-balancer":
      return endpoint.name;
    case "outside":
      return endpoint.id;
  }
}

const text = ({ from, to, port }: Connection) => `${endName(from)} -> ${endName(to)} ${port.toString()}`;

describe.each(prod.cloudIds)("the connections of prod in %s", (cloud) => {
  const connections = connectionsOf(prod, cloud);
  const zoneOf = (endpoint: Endpoint) =>
    endpoint.kind === "role"
      ? endpoint.zone
      : endpoint.kind === "load-balancer"
        ? endpoint.name.split("-")[0]
        : undefined;

  it("never join medical and internet", () => {
    const joining = connections.filter(({ from, to }) => {
      const zones = [zoneOf(from), zoneOf(to)];
      return zones.includes("medical") && zones.includes("internet");
    });
    expect(joining.map(text)).toEqual([]);
  });

  it("each say the flow or the infrastructure need they come from, and where it is declared", () => {
    for (const { why, path } of connections) {
      expect(why).toMatch(/^(flow|infrastructure) \S/);
      expect(prod.placeOf(path).line).toBeGreaterThan(1);
    }
  });

  it("let the public reach the internet gateway alone", () => {
    expect(connections.filter(({ from }) => endName(from) === "public").map(text)).toEqual([
      "public -> internet-ingress tcp/443",
    ]);
  });

  it("let nobody but the bastions, the runners and the cluster's own nodes reach an API server", () => {
    const clients = connections
      .filter(({ port }) => ["tcp/6443", "tcp/9345"].includes(port.toString()))
      .map(({ from }) => endName(from));
    expect([...new Set(clients)].sort()).toEqual([
      "internet/control-plane",
      "internet/data",
      "internet/load-balancer",
      "internet/worker",
      "management/bastion",
      "management/runner",
      "medical/control-plane",
      "medical/data",
      "medical/load-balancer",
      "medical/worker",
    ]);
  });

  it("let nobody but the operators and the bastions use ssh", () => {
    expect(connections.filter(({ port }) => port.toString() === "tcp/22").map(text)).toEqual([
      "operators -> management/bastion tcp/22",
      "management/bastion -> management/runner tcp/22",
    ]);
  });

  it("send the sites that join by line to the medical gateway, and those by IPsec to the exchange", () => {
    expect(connections.filter(({ from }) => endName(from).startsWith("sites-")).map(text)).toEqual([
      "sites-line -> medical-ingress tcp/443",
      "sites-ipsec -> exchange tcp/443",
    ]);
  });

  it("keep the audiences of each gateway apart by port", () => {
    const towardsGateways = connections.filter(({ to }) => endName(to).endsWith("-ingress")).map(text);
    const [other] = prod.otherClouds(cloud);
    const isBetweenClouds = (line: string) => line.includes(`${other}-`);
    expect(towardsGateways.filter(isBetweenClouds).sort()).toEqual(
      [
        `medical/worker -> ${other}-medical-ingress tcp/11443`,
        `${other}-medical-worker -> medical-ingress tcp/11443`,
      ].sort(),
    );
    const inCloud = towardsGateways.filter((line) => !isBetweenClouds(line));
    expect([...new Set(inCloud)].sort()).toEqual([
      "exchange/exchange-proxy -> internet-ingress tcp/8443",
      "exchange/exchange-proxy -> medical-ingress tcp/443",
      "exchange/exchange-proxy -> medical-ingress tcp/8443",
      "internet/worker -> internet-ingress tcp/443",
      "management/bastion -> internet-ingress tcp/9443",
      "management/bastion -> medical-ingress tcp/9443",
      "medical/worker -> medical-ingress tcp/443",
      "public -> internet-ingress tcp/443",
      "sites-line -> medical-ingress tcp/443",
    ]);
  });

  it("lead the proxies to the medical gateway's port for clients on behalf of the sites alone", () => {
    const asClients = connections.filter(
      (connection) => text(connection) === "exchange/exchange-proxy -> medical-ingress tcp/443",
    );
    expect(asClients.map(({ why }) => why)).toEqual(["flow sites to the medical gateway"]);
  });

  it("give each exchange listener the hops in front of it and behind it", () => {
    for (const listener of exchangeListeners(prod, cloud)) {
      const forwarded = connections.filter(
        ({ from, to, port }) =>
          endName(from) === "exchange/load-balancer" &&
          endName(to) === "exchange/exchange-proxy" &&
          port.equals(listener.port),
      );
      expect(forwarded).toHaveLength(1);
      const onwards = connections.filter(
        ({ from, why }) => endName(from) === "exchange/exchange-proxy" && why === listener.why,
      );
      expect(onwards.length).toBeGreaterThan(0);
    }
  });

  it("have one exchange listener a port", () => {
    const ports = exchangeListeners(prod, cloud).map(({ port }) => port.toString());
    expect(new Set(ports).size).toBe(ports.length);
  });
});

describe("a flow between services of the two zones", () => {
  it("is a hop to the exchange, one to the proxies, one to the gateway, and one to the workers", () => {
    const dev = environment("dev");
    const [service] = dev.specification.services.filter(({ flows }) => flows.some(({ via }) => via === "exchange"));
    const flow = service?.flows.find(({ via, to }) => via === "exchange" && to.startsWith("service:"));
    if (!service || !flow) throw new Error("dev has no exchange flow between services");
    const target = dev.serviceOf(flow.to);
    const port = `tcp/${flow.exchangePort}`;

    const hops = connectionsOf(dev, "chutian").map(text);

    expect(hops).toContain(`${service.zone}/worker -> exchange ${port}`);
    expect(hops).toContain(`exchange/load-balancer -> exchange/exchange-proxy ${port}`);
    expect(hops).toContain(`exchange/exchange-proxy -> ${target?.zone}-ingress tcp/8443`);
    expect(hops).toContain(`${target?.zone}/load-balancer -> ${target?.zone}/worker tcp/30444`);
  });
});

describe("the listeners of a gateway", () => {
  const expose = (id: string, to: string[]) => ({ expose: { host: `${id}.dev.health.example`, port: "http", to } });
  const callThroughExchange = (target: string) => ({
    flows: [{ to: `service:${target}`, port: "http", via: "exchange", exchangePort: 9001, why: "reads" }],
  });
  const withServices = (...services: RawService[]) =>
    sampleEnvironment((raw) => {
      raw.services = services;
      raw.monitoring = { acrossClouds: false };
    });

  const listenersOf = (sample: Environment, zone: "medical" | "internet", cloud = "chutian") =>
    gatewayListeners(sample, cloud, zone).map(
      ({ audience, port, nodePort }) => `${audience}: ${port.toString()} to ${nodePort.toString()}`,
    );
  /** Connections that enter a gateway or go on behind it. */
  const through = (sample: Environment, zone: "medical" | "internet", cloud = "chutian") =>
    connectionsOf(sample, cloud)
      .filter(
        ({ to, port }) =>
          endName(to) === `${zone}-ingress` ||
          (endName(to) === `${zone}/worker` && ["tcp/30443", "tcp/30444"].includes(port.toString())),
      )
      .map(text);

  it("are none where nothing is exposed, nor do the nodes take anything", () => {
    const sample = withServices(sampleService("record"));
    expect(listenersOf(sample, "medical")).toEqual([]);
    expect(through(sample, "medical")).toEqual([]);
  });

  it("are one for clients where services are exposed to them alone", () => {
    const sample = withServices(sampleService("record", expose("record", ["sites"])));
    expect(listenersOf(sample, "medical")).toEqual(["clients: tcp/443 to tcp/30443"]);
    expect(through(sample, "medical")).toEqual([
      "medical/load-balancer -> medical/worker tcp/30443",
      "medical/worker -> medical-ingress tcp/443",
      "sites-line -> medical-ingress tcp/443",
      "exchange/exchange-proxy -> medical-ingress tcp/443",
    ]);
  });

  it("are one for the exchange where services are exposed to it alone, which the public does not reach", () => {
    const sample = withServices(
      sampleService("notices", { zone: "internet", ...expose("notices", ["exchange"]) }),
      sampleService("record", callThroughExchange("notices")),
    );
    expect(listenersOf(sample, "internet")).toEqual(["exchange: tcp/8443 to tcp/30444"]);
    expect(through(sample, "internet")).toEqual([
      "internet/load-balancer -> internet/worker tcp/30444",
      "exchange/exchange-proxy -> internet-ingress tcp/8443",
    ]);
  });

  it("are two where both come, each with a port of its own on the nodes", () => {
    const sample = withServices(
      sampleService("portal", { zone: "internet", ...expose("portal", ["public"]) }),
      sampleService("notices", { zone: "internet", ...expose("notices", ["exchange"]) }),
      sampleService("record", callThroughExchange("notices")),
    );
    expect(listenersOf(sample, "internet")).toEqual([
      "clients: tcp/443 to tcp/30443",
      "exchange: tcp/8443 to tcp/30444",
    ]);
    expect(through(sample, "internet")).toEqual([
      "internet/load-balancer -> internet/worker tcp/30443",
      "internet/worker -> internet-ingress tcp/443",
      "internet/load-balancer -> internet/worker tcp/30444",
      "public -> internet-ingress tcp/443",
      "exchange/exchange-proxy -> internet-ingress tcp/8443",
    ]);
  });

  it("are none for the exchange where no flow comes from it", () => {
    const sample = withServices(sampleService("record", expose("record", ["sites", "exchange"])));
    expect(listenersOf(sample, "medical")).toEqual(["clients: tcp/443 to tcp/30443"]);
  });

  it("are one for monitoring where clusters of a zone tell each other what they alarm about", () => {
    const sample = sampleEnvironment((raw) => (raw.services = [sampleService("record")]));
    expect(listenersOf(sample, "medical")).toEqual(["peers: tcp/11443 to tcp/30446"]);
    expect(listenersOf(sample, "internet")).toEqual([]);
  });

  it("are one for the exchange where services of the same zone call from the other cloud", () => {
    const sample = withServices(
      sampleService("card", {
        share: { chutian: 100 },
        flows: [{ to: "service:record", port: "http", why: "reads" }],
      }),
      sampleService("record", { share: { tianyi: 100 }, ...expose("record", ["exchange"]) }),
    );
    expect(connectionsOf(sample, "chutian").map(text)).toContain("medical/worker -> tianyi-medical-ingress tcp/8443");
    expect(listenersOf(sample, "medical", "tianyi")).toEqual(["exchange: tcp/8443 to tcp/30444"]);
    expect(through(sample, "medical", "tianyi")).toEqual([
      "medical/load-balancer -> medical/worker tcp/30444",
      "chutian-medical-worker -> medical-ingress tcp/8443",
    ]);
  });
});

describe("the listeners of the exchange", () => {
  const expose = { host: "record.dev.health.example", port: "http", to: ["exchange"] };
  const flow = { to: "service:record", port: "http", via: "exchange", exchangePort: 9001, why: "reads" };
  const listenersFor = (callerShare: Record<string, number>, targetShare: Record<string, number>) => {
    const sample = sampleEnvironment((raw) => {
      raw.services = [
        sampleService("portal", { zone: "internet", share: callerShare, flows: [flow] }),
        sampleService("record", { share: targetShare, expose }),
      ];
    });
    return Object.fromEntries(
      sample.cloudIds.map((cloud) => [
        cloud,
        exchangeListeners(sample, cloud)
          .filter(({ id }) => !id.startsWith("external-"))
          .map(({ id, target }) => `${id} to the ${target.kind}`),
      ]),
    );
  };

  it("leave the sites out where no service is for them", () => {
    expect(listenersFor({ chutian: 100 }, { chutian: 100 })).toEqual({
      chutian: ["portal-to-record to the ingress"],
      tianyi: [],
    });
  });

  it("stand only where callers are, when the target runs there, too", () => {
    expect(listenersFor({ chutian: 100 }, { chutian: 50, tianyi: 50 })).toEqual({
      chutian: ["portal-to-record to the ingress"],
      tianyi: [],
    });
  });

  it("stand in both clouds on the way to a target that runs only in the other", () => {
    expect(listenersFor({ chutian: 100 }, { tianyi: 100 })).toEqual({
      chutian: ["portal-to-record to the exchange"],
      tianyi: ["portal-to-record to the ingress"],
    });
  });
});
