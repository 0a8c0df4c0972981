import { connectionsOf, exchangeListeners, type Connection, type Endpoint } from "../../../src/constructs/connectivity";
import type { Environment } from "../../../src/environment/environment";
import { loadEnvironment } from "../../../src/environment/load";

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
    endpoint.kind === "role" ? endpoint.zone : endpoint.kind === "load-balancer" ? endpoint.name.split("-")[0] : undefined;

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
    const clients = connections.filter(({ port }) => ["tcp/6443", "tcp/9345"].includes(port.toString())).map(({ from }) => endName(from));
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

  it("give each exchange listener the hops in front of it and behind it", () => {
    for (const listener of exchangeListeners(prod, cloud)) {
      const forwarded = connections.filter(
        ({ from, to, port }) =>
          endName(from) === "exchange/load-balancer" && endName(to) === "exchange/exchange-proxy" && port.equals(listener.port),
      );
      expect(forwarded).toHaveLength(1);
      const onwards = connections.filter(({ from, why }) => endName(from) === "exchange/exchange-proxy" && why === listener.why);
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
    expect(hops).toContain(`exchange/exchange-proxy -> ${target?.zone}-ingress tcp/443`);
    expect(hops).toContain(`${target?.zone}/load-balancer -> ${target?.zone}/worker tcp/30443`);
  });
});
