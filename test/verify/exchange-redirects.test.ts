import { exchangeListeners } from "../../src/constructs/connectivity";
import { environmentNamed } from "../app/support/synthesized";
import { fileIn } from "../constructs/cloud-init/support/document";
import { connectInIsolation, type Endpoint } from "./support/isolated-network";
import { evaluateMachines, machineNamed } from "./support/machines";
import { synthesizedEnvironments } from "./support/synthesized-environments";

/** The clouds, with the address at which their medical nodes meet the exchange. */
const CLOUDS = [
  ["chutian", environmentNamed("prod").addressSeenFrom("chutian", "medical", "exchange").toString()],
  ["tianyi", environmentNamed("prod").addressSeenFrom("tianyi", "medical", "exchange").toString()],
] as const;

/** Ways that must end at the exchange: an endpoint as programs name it, and the port of its listener. */
interface Way {
  readonly endpoint: Endpoint;
  readonly listenerPort: number;
}

/** The endpoints that nodes of `medical` use, taken from the environment alone. */
function ways(cloud: string): Way[] {
  const environment = environmentNamed("prod");
  const portOf = new Map(exchangeListeners(environment, cloud).map((listener) => [listener.id, listener.port.from]));
  return environment.specification.externalEndpoints.flatMap(({ id, kind, access, host, ports }) => {
    const port = ports[0]?.from;
    const listenerPort = portOf.get(`external-${id}`);
    const needed = ["registry", "oidc", "object-store"].includes(kind) && access.medical === "exchange";
    return needed && host !== undefined && port !== undefined && listenerPort !== undefined
      ? [{ endpoint: { host, port }, listenerPort }]
      : [];
  });
}

describe.each(CLOUDS)("a medical node of prod in %s", (cloud, exchange) => {
  const evaluated = evaluateMachines(synthesizedEnvironments(), `prod-medical-${cloud}-cluster`);
  const { document } = machineNamed(evaluated, "general-g1_machine-001");
  const rules = fileIn(document, "/etc/health-cloud/exchange-redirects.nft");
  const network = {
    hosts: fileIn(document, "/etc/hosts"),
    listeners: ways(cloud).map(({ listenerPort }) => ({ host: exchange, port: listenerPort })),
    connections: ways(cloud).map(({ endpoint }) => endpoint),
  };
  const expected: unknown = Object.fromEntries(
    ways(cloud).map(({ endpoint: { host, port }, listenerPort }) => [`${host}:${port}`, `${exchange}:${listenerPort}`]),
  );

  it("uses endpoints behind the exchange", () => {
    expect(ways(cloud).length).toBeGreaterThan(1);
  });

  it("reaches each endpoint's listener under the endpoint's own name and port", () => {
    expect(connectInIsolation({ ...network, rules })).toEqual(expected);
  });

  it("does so again after the rules are loaded a second time, as at every boot", () => {
    expect(connectInIsolation({ ...network, rules: `${rules}${rules}` })).toEqual(expected);
  });

  it("reaches no listener on another port", () => {
    const connections = network.connections.map(({ host }) => ({ host, port: 80 }));
    const arrivals = connectInIsolation({ ...network, connections, rules });
    expect(Object.values(arrivals)).toEqual(connections.map(() => "no answer"));
  });
});
