import { alarmNeeds, connectionsOf, exchangeListeners } from "../../../src/constructs/connectivity";
import { sampleEnvironment, sampleService } from "../services/sample-environment";
import { connectionText, endName } from "./support/connection-text";

const environment = sampleEnvironment((raw) => raw.services.push(sampleService("card")));

describe("the receivers of alarms", () => {
  it.each(environment.cloudIds)(
    "are reached from workers alone, straight or through their listener of the exchange, in %s",
    (cloud) => {
      const connections = connectionsOf(environment, cloud).filter(
        ({ to, port }) => endName(to) === "external-alarms" || port.toString() === "tcp/9205",
      );
      expect(connections.map(connectionText)).toEqual([
        "medical/worker -> exchange tcp/9205: infrastructure alarm receivers",
        "internet/worker -> external-alarms tcp/443: infrastructure alarm receivers",
        "exchange/load-balancer -> exchange/exchange-proxy tcp/9205: infrastructure exchange forwarding external-alarms",
        "exchange/exchange-proxy -> external-alarms tcp/443: flow external alarms",
      ]);
      expect(connections[0]?.path).toEqual(["alerting", "receivers", 0, "url"]);
    },
  );

  it("have a listener that lets nothing pass but TLS to their own host name", () => {
    expect(exchangeListeners(environment, "chutian").find(({ id }) => id === "external-alarms")).toMatchObject({
      tls: "passthrough",
      serverName: "alerts.dev.health.example",
      target: { kind: "external", endpoint: "alarms" },
    });
  });

  it("need an external endpoint once, however many of them it leads to", () => {
    const several = sampleEnvironment((raw) => {
      raw.services.push(sampleService("card"));
      raw.alerting = {
        receivers: ["one", "two"].map((id) => ({
          kind: "webhook",
          id,
          url: `https://alerts.dev.health.example/${id}`,
        })),
        default: "one",
      };
    });
    const cluster = several.clusterIn("tianyi", "medical");
    if (!cluster) throw new Error("no medical cluster in tianyi");
    expect(alarmNeeds(several, cluster).map(({ endpoint, path }) => [endpoint.id, path])).toEqual([
      ["alarms", ["alerting", "receivers", 0, "url"]],
    ]);
  });
});
