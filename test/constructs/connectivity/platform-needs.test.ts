import { connectionsOf, exchangeListeners, type Connection, type Endpoint } from "../../../src/constructs/connectivity";
import { sampleEnvironment, sampleService } from "../services/sample-environment";

const vault = {
  id: "vault",
  kind: "secret-store",
  title: "Secrets",
  host: "vault.health.example",
  addresses: ["198.51.100.139/32"],
  ports: ["tcp/443"],
  access: { medical: "exchange", internet: "direct" },
  exchangePort: 9207,
};

/** `dev` with a Vault among its external endpoints. */
function environmentWith(secretStore: object) {
  return sampleEnvironment((raw) => {
    raw.services = [sampleService("card")];
    raw.secretStore = secretStore;
    raw.externalEndpoints = [vault];
  });
}

const endName = (endpoint: Endpoint): string => {
  switch (endpoint.kind) {
    case "role":
      return `${endpoint.zone}/${endpoint.role}`;
    case "load-balancer":
      return endpoint.name;
    case "outside":
      return endpoint.id;
  }
};
const text = ({ from, to, port, why }: Connection) => `${endName(from)} -> ${endName(to)} ${port.toString()}: ${why}`;

describe("the secret store", () => {
  const used = environmentWith({ kind: "vault", endpoint: "vault" });
  const unused = environmentWith({ kind: "kubernetes" });

  it.each(used.cloudIds)(
    "is reached from workers alone, straight or through its listener of the exchange, in %s",
    (cloud) => {
      const connections = connectionsOf(used, cloud);
      expect(
        connections
          .filter(({ to, port }) => endName(to) === "external-vault" || port.toString() === "tcp/9207")
          .map(text),
      ).toEqual([
        "medical/worker -> exchange tcp/9207: infrastructure secrets",
        "internet/worker -> external-vault tcp/443: infrastructure secrets",
        "exchange/load-balancer -> exchange/exchange-proxy tcp/9207: infrastructure exchange forwarding external-vault",
        "exchange/exchange-proxy -> external-vault tcp/443: flow external vault",
      ]);
      expect(connections.find(({ why }) => why === "infrastructure secrets")?.path).toEqual(["secretStore"]);
    },
  );

  it("that nobody uses is reached by nobody, and has no listener", () => {
    expect(
      connectionsOf(unused, "chutian")
        .map(text)
        .filter((line) => line.includes("vault")),
    ).toEqual([]);
    expect(exchangeListeners(unused, "chutian").map(({ id }) => id)).not.toContain("external-vault");
  });
});
