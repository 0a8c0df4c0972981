import { connectionsOf, exchangeListeners } from "../../../src/constructs/connectivity";
import { sampleEnvironment, sampleService } from "../services/sample-environment";
import { vault } from "../services/sample-endpoints";
import { connectionText, endName } from "./support/connection-text";

/** `dev` with a Vault among its external endpoints. */
function environmentWith(secretStore: object) {
  return sampleEnvironment((raw) => {
    raw.services = [sampleService("card")];
    raw.secretStore = secretStore;
    raw.externalEndpoints = [vault];
  });
}

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
          .map(connectionText),
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
        .map(connectionText)
        .filter((line) => line.includes("vault")),
    ).toEqual([]);
    expect(exchangeListeners(unused, "chutian").map(({ id }) => id)).not.toContain("external-vault");
  });
});

describe("the page for applications", () => {
  const sample = (console?: object) =>
    sampleEnvironment((raw) => {
      raw.services = [sampleService("card")];
      raw.console = console;
    });
  const opened = (environment: ReturnType<typeof sample>, cloud: string) =>
    connectionsOf(environment, cloud)
      .filter(({ why, port }) => why.includes("console") || ["tcp/9443", "tcp/30445"].includes(port.toString()))
      .map(connectionText);

  it.each(["chutian", "tianyi"])(
    "is reached through the bastions alone, and reaches the identity provider, in %s",
    (cloud) => {
      expect(opened(sample({}), cloud)).toEqual([
        "medical/load-balancer -> medical/worker tcp/30445: infrastructure medical-ingress forwarding and health checks",
        "medical/worker -> exchange tcp/9202: infrastructure console sign-in",
        "internet/load-balancer -> internet/worker tcp/30445: infrastructure internet-ingress forwarding and health checks",
        "internet/worker -> external-identity-provider tcp/443: infrastructure console sign-in",
        "management/bastion -> medical-ingress tcp/9443: infrastructure console",
        "management/bastion -> internet-ingress tcp/9443: infrastructure console",
      ]);
    },
  );

  it("opens nothing where there is none", () => {
    expect(opened(sample(), "chutian")).toEqual([]);
  });
});
