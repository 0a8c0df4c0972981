import { infrastructurePorts } from "../../../src/constructs/connectivity/infrastructure-ports";
import { faultsWith, linesWith } from "./city";

describe("the rules across fields", () => {
  it("find no fault in a right city", () => {
    expect(faultsWith({})).toEqual([]);
  });

  it("name the file, line and column of the sites file", () => {
    expect(linesWith({}, { sites: ["10.202.1.0/24", "10.203.0.0/24"] })).toEqual([
      "city/sites.csv:4:98  district-01-health-centre-02.cidr: got 10.203.0.0/24, expected a block inside one of the supernets: 10.200.0.0/16 (line), 10.201.0.0/16 (line), 10.202.0.0/16 (ipsec)",
    ]);
  });

  it("name the line of the last release's record", () => {
    expect(linesWith({}, { record: ["cluster/medical-west/api-load-balancer"] })).toEqual([
      "city/stateful.json:4:5  things[0]: got cluster/medical-west/api-load-balancer in the last release, but city.yaml no longer yields it, expected it to stay: to destroy it with its data add to retire: - { resource: cluster/medical-west/api-load-balancer, why: … }",
    ]);
  });

  it("report everything at once, in the order of the file", () => {
    const paths = linesWith({
      "services[1].vendor": "nobody",
      "clusters[0].controlPlane.nodes": 2,
      "clouds.tianyi.gateways.kind": "vpnaas",
    }).map((line) => line.replace(/^\S+ {2}(\S+): .*$/, "$1"));
    expect(paths).toEqual(["clouds.tianyi.gateways.kind", "clusters[0].controlPlane.nodes", "services[1].vendor"]);
  });

  it("keep flows off the port on which the exchange proxies answer health checks", () => {
    expect(faultsWith({ "services[1].flows[0].exchangePort": infrastructurePorts.exchangeHealth.from })).toEqual([
      "services[1].flows[0].exchangePort: got 8404, expected a port of its own such as 9001: the proxies' health check has this one",
    ]);
  });
});
