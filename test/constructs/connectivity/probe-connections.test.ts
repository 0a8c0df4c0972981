import { connectionsOf, probedSites, type Connection, type Endpoint } from "../../../src/constructs/connectivity";
import { Environment } from "../../../src/environment/environment";
import { site, type Site } from "../../../src/environment/schema/sites";
import { sampleEnvironment, sampleService } from "../services/sample-environment";

const sites: Site[] = [
  ["hospital", "line", "10.192.0.0/22", ""],
  ["health-centre-1", "ipsec", "10.194.0.0/24", "192.0.2.101"],
  ["health-centre-2", "ipsec", "10.194.2.0/24", "192.0.2.103"],
  ["health-centre-3", "ipsec", "10.194.4.0/24", "198.51.100.7"],
].map(([id, access, cidr, peerAddress]) =>
  site.parse({ id, name: id, kind: "hospital", district: "District 01", access, cidr, peerAddress }),
);

function environmentWith(probes: boolean): Environment {
  const { specification, placeOf } = sampleEnvironment((raw) => {
    raw.services = [sampleService("card")];
    raw.monitoring = { probes };
  });
  return new Environment({ specification, placeOf, sites });
}

const endName = (endpoint: Endpoint): string => {
  switch (endpoint.kind) {
    case "role":
      return `${endpoint.zone}/${endpoint.role}`;
    case "load-balancer":
      return endpoint.name;
    case "outside":
      return `${endpoint.id} ${endpoint.blocks.map(({ cidr }) => cidr.toString()).join(" ")}`;
  }
};
const text = ({ from, to, port, why }: Connection) => `${endName(from)} -> ${endName(to)} ${port.toString()}: ${why}`;

const probing = (environment: Environment, cloud: string) =>
  connectionsOf(environment, cloud)
    .map(text)
    .filter((line) => line.endsWith(" probes"));

describe("what probes need", () => {
  it.each(["chutian", "tianyi"])(
    "is echo requests from workers, to what they reach by no other need, in %s",
    (cloud) => {
      expect(probing(environmentWith(true), cloud)).toEqual([
        "medical/worker -> link-link-mobile 10.255.0.16/30 icmp/8: infrastructure link probes",
        "medical/worker -> sites-line 10.192.0.0/16 icmp/8: infrastructure site probes",
        "internet/worker -> site-peers 192.0.2.0/24 198.51.100.0/24 icmp/8: infrastructure site probes",
      ]);
    },
  );

  it("is nothing where the environment does not probe", () => {
    expect(probing(environmentWith(false), "chutian")).toEqual([]);
  });
});

describe("the sites that a cluster probes", () => {
  const probed = (zone: "medical" | "internet") =>
    probedSites(environmentWith(true), "chutian", zone).map(({ id, address }) => `${id} ${address.toString()}`);

  it("are those on lines for medical, by the router of their block", () => {
    expect(probed("medical")).toEqual(["hospital 10.192.0.1"]);
  });

  it("are those by IPsec for internet, by their public address", () => {
    expect(probed("internet")).toEqual([
      "health-centre-1 192.0.2.101",
      "health-centre-2 192.0.2.103",
      "health-centre-3 198.51.100.7",
    ]);
  });
});
