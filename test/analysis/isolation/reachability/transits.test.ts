import { analyseIsolation } from "../../../../src/analysis/isolation/isolation";
import type { Intent } from "../../../../src/analysis/isolation/judgement/intent";
import { addressesOf, ANY_ADDRESS } from "../../../../src/analysis/sets/ipv4-addresses";
import { ServiceSet } from "../../../../src/analysis/sets/service-set";
import { line, type Values } from "../support/seeded";

const NOTHING_DECLARED: Intent = { zones: [], separated: [], connections: [], sourceOf: () => undefined };

/** A VPC without machines whose table has these routes: destination, type of next hop, its id. */
function vpc(...routes: (readonly [destination: string, type: string, id: string])[]) {
  const resource = {
    ctyun_vpc: { hub: { cidr: "192.168.0.0/16" } },
    ctyun_subnet: { hub: { vpc_id: "${ctyun_vpc.hub.id}", cidr: "192.168.1.0/24" } },
    ctyun_vpc_route_table: { hub: { vpc_id: "${ctyun_vpc.hub.id}" } },
    ctyun_vpc_route_table_rule: Object.fromEntries(
      routes.map(([destination, type, id], index) => [
        `rule-${index + 1}`,
        {
          route_table_id: "${ctyun_vpc_route_table.hub.id}",
          destination,
          ip_version: 4,
          next_hop_type: type,
          next_hop_id: id,
        },
      ]),
    ),
  };
  return [{ name: "main", terraform: { resource } }];
}

/** A router with an external gateway and a carrier's router in its one subnet. */
function router(values: Values = { external_network_id: "75de3d74" }) {
  const resource = {
    openstack_networking_router_v2: { hub: values },
    openstack_networking_subnet_v2: { hub: { cidr: "192.168.1.0/24", gateway_ip: "192.168.1.1" } },
    openstack_networking_router_interface_v2: {
      hub: {
        router_id: "${openstack_networking_router_v2.hub.id}",
        subnet_id: "${openstack_networking_subnet_v2.hub.id}",
      },
    },
    openstack_networking_router_route_v2: {
      office: {
        router_id: "${openstack_networking_router_v2.hub.id}",
        destination_cidr: "10.1.0.0/16",
        next_hop: "192.168.1.6",
      },
    },
  };
  return [{ name: "main", terraform: { resource } }];
}

const open = (files: ReturnType<typeof vpc | typeof router>, intent: Intent = NOTHING_DECLARED) =>
  analyseIsolation(files, intent).violations.map(line);

describe("what a router takes from one line and sends on to another", () => {
  it("is open, since no filter stands there", () => {
    const { violations } = analyseIsolation(
      vpc(["10.1.0.0/16", "dc", "line-1"], ["10.2.0.0/16", "vpcpeering", "pcx-1"]),
      NOTHING_DECLARED,
    );
    expect(violations.map(line)).toEqual(["undeclared: lines of ctyun_vpc.hub -> lines of ctyun_vpc.hub any"]);
    expect(violations.flatMap(({ witness }) => witness.map(({ address }) => address)).sort()).toEqual([
      "ctyun_vpc_route_table_rule.rule-1",
      "ctyun_vpc_route_table_rule.rule-2",
    ]);
  });

  it("is none of ours where it goes back over the line by which it came", () => {
    expect(open(vpc(["10.1.0.0/16", "dc", "line-1"], ["10.2.0.0/16", "dc", "line-1"]))).toEqual([]);
  });

  it("is none of ours where two lines lead to the same", () => {
    expect(open(vpc(["10.1.0.0/16", "dc", "line-1"], ["10.1.0.0/16", "dc", "line-2"]))).toEqual([]);
  });

  it("counts toward what the other line alone leads to", () => {
    const { paths } = analyseIsolation(
      vpc(["10.1.0.0/16", "dc", "line-1"], ["10.1.0.0/16", "dc", "line-2"], ["10.2.0.0/16", "dc", "line-2"]),
      NOTHING_DECLARED,
    );
    const passing = paths.all.flatMap(({ packets: { layers } }) =>
      layers.flatMap(({ keys, rest }) => rest.layers.map((each) => [keys, each.keys] as const)),
    );
    expect(passing).toEqual([[addressesOf("10.1.0.0/16"), addressesOf("10.2.0.0/16")]]);
  });
});

describe("what a router takes from a line and sends on to the internet", () => {
  it("is open in OpenStack, whose source NAT serves everybody", () => {
    expect(open(router())).toEqual(["undeclared: lines of openstack_networking_router_v2.hub -> internet any"]);
    expect(open(router({}))).toEqual([]);
  });

  it("is closed in ctyun, whose source NAT names its subnets", () => {
    const [{ name, terraform }] = vpc(["10.1.0.0/16", "dc", "line-1"]) as [ReturnType<typeof vpc>[number]];
    const nat = {
      ctyun_nat: { out: { vpc_id: "${ctyun_vpc.hub.id}" } },
      ctyun_nat_snat: {
        out: { nat_gateway_id: "${ctyun_nat.out.nat_gateway_id}", source_subnet_id: "${ctyun_subnet.hub.id}" },
      },
    };
    expect(open([{ name, terraform: { resource: { ...terraform.resource, ...nat } } }])).toEqual([]);
  });

  it("is declared where a transit of that cloud's zone asks for it", () => {
    const intent = (cloud: string): Intent => ({
      ...NOTHING_DECLARED,
      zones: [{ zone: "management", cloud: "main", addresses: addressesOf("192.168.0.0/16") }],
      transits: [
        {
          cloud,
          from: { name: "outside/office", addresses: addressesOf("10.1.0.0/16") },
          to: { name: "outside/public", addresses: ANY_ADDRESS },
          services: ServiceSet.ANY,
          why: "egress of the zone",
          source: "environments/main.yaml:1:1",
        },
      ],
    });
    expect(open(router(), intent("other"))).toEqual(["undeclared: lines of main management -> internet any"]);
    const { violations, transits } = analyseIsolation(router(), intent("main"));
    expect(violations).toEqual([]);
    expect(transits).toMatchObject([
      {
        from: "lines of main management",
        to: "internet",
        why: "egress of the zone",
        declared: ["environments/main.yaml:1:1"],
      },
    ]);
  });
});

describe("what stands behind the lines of a zone", () => {
  const separated = (zone: string): Intent => ({
    ...NOTHING_DECLARED,
    zones: [{ zone, cloud: "main", addresses: addressesOf("192.168.0.0/16") }],
    separated: [["internet", "medical"]],
  });

  it("belongs to it, whatever its addresses", () => {
    expect(open(router(), separated("medical"))).toContain("separated: lines of main medical -> internet any");
    expect(open(router(), separated("management"))).toEqual(["undeclared: lines of main management -> internet any"]);
  });
});
