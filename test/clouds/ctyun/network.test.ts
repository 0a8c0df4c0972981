import type { SubnetProps } from "../../../src/constructs/network/network";
import { Cidr } from "../../../src/environment/values";
import { address, newCloud, newNetwork, newStack, Synthesized } from "./support";

const subnet = (role: SubnetProps["role"], availabilityZone: string, cidr: string): SubnetProps => ({
  role,
  availabilityZone,
  cidr: Cidr.parse(cidr),
});

describe("a zone's network", () => {
  it("is a VPC with a subnet per role and availability zone", () => {
    const stack = newStack();
    newNetwork(stack, "medical");
    const terraform = new Synthesized(stack);

    expect(terraform.resource("vpc", "medical_vpc")).toEqual({
      name: "prod-medical",
      cidr: "10.32.0.0/16",
      description: "zone medical",
    });
    expect(terraform.ids("subnet")).toEqual([
      "medical_subnet-load-balancer-a",
      "medical_subnet-worker-a",
      "medical_subnet-worker-b",
    ]);
    expect(terraform.resource("subnet", "medical_subnet-worker-b")).toEqual({
      name: "worker-b",
      vpc_id: "${ctyun_vpc.medical_vpc.id}",
      cidr: "10.32.2.0/24",
      dns: ["100.95.0.1"],
      description: "worker in availability zone b",
    });
  });

  it("hands out the zone's name servers where it has its own", () => {
    const stack = newStack();
    newNetwork(stack, "medical", { nameServers: [address("10.32.0.53"), address("10.32.0.54")] });

    expect(new Synthesized(stack).resource("subnet", "medical_subnet-worker-a").dns).toEqual([
      "10.32.0.53",
      "10.32.0.54",
    ]);
  });

  it("has no way out and no route table by itself", () => {
    const stack = newStack();
    newNetwork(stack, "medical");
    const terraform = new Synthesized(stack);

    for (const type of ["eip", "nat", "nat_snat", "vpc_route_table", "vpc_route_table_rule"]) {
      expect(terraform.ids(type)).toEqual([]);
    }
  });

  it("lists the subnets of a role in the order of the availability zones", () => {
    const network = newNetwork(newStack(), "medical", {
      subnets: [subnet("worker", "b", "10.32.2.0/24"), subnet("worker", "a", "10.32.1.0/24")],
    });

    expect(network.subnetsOf("worker").map(({ availabilityZone }) => availabilityZone)).toEqual(["a", "b"]);
    expect(network.subnetIn("worker", "b").cidr.toString()).toBe("10.32.2.0/24");
  });

  it("refuses to answer for a role or an availability zone that it does not have", () => {
    const network = newNetwork(newStack(), "medical");

    expect(() => network.subnetsOf("data")).toThrow(
      "network prod-medical has no data subnet, only load-balancer, worker: add one to the zone's subnets",
    );
    expect(() => network.subnetIn("load-balancer", "b")).toThrow(
      "network prod-medical has no load-balancer subnet in availability zone b, only in a: add a slot for it to the zone's subnets",
    );
  });

  it.each([
    [
      "a subnet outside",
      { subnets: [subnet("worker", "a", "10.99.1.0/24")] },
      "network prod-medical: got subnet 10.99.1.0/24 for worker in a, expected a block inside 10.32.0.0/16",
    ],
    [
      "two subnets of one role in one availability zone",
      { subnets: [subnet("worker", "a", "10.32.1.0/24"), subnet("worker", "a", "10.32.2.0/24")] },
      "network prod-medical: got two subnets for worker in a, expected one",
    ],
    [
      "an availability zone that the cloud does not have",
      { subnets: [subnet("worker", "c", "10.32.1.0/24")] },
      "network prod-medical, worker subnet: got availability zone c, expected one of the cloud's: a, b",
    ],
    [
      "a block that is no VPC's",
      { cidr: Cidr.parse("10.32.0.0/29"), subnets: [] },
      "network prod-medical: got block 10.32.0.0/29, ctyun allows /8 to /28 for a VPC: change the zone's cidr",
    ],
    [
      "egress in the medical zone",
      { egress: { bandwidthMbps: 10 } },
      "network prod-medical: got egress in zone medical, which has no route to the internet: remove egress",
    ],
  ])("refuses %s", (_what, props, text) => {
    expect(() => newNetwork(newStack(), "medical", props)).toThrow(text);
  });
});

describe("egress to the internet", () => {
  const synthesize = () => {
    const stack = newStack();
    const network = newNetwork(stack, "internet", { egress: { bandwidthMbps: 200 } });
    return { stack, network };
  };

  it("leaves through one NAT gateway, translated for each subnet that holds machines", () => {
    const terraform = new Synthesized(synthesize().stack);

    expect(terraform.resource("eip", "internet_egress-address")).toEqual({
      name: "prod-internet-egress",
      bandwidth: 200,
      cycle_type: "on_demand",
      demand_billing_type: "bandwidth",
    });
    expect(terraform.resource("nat", "internet_nat-gateway")).toEqual({
      name: "prod-internet",
      vpc_id: "${ctyun_vpc.internet_vpc.id}",
      spec: 1,
      cycle_type: "on_demand",
      az_name: "cn-hb-wh41-hbwh1A-public-ctcloud",
    });
    expect(terraform.ids("nat_snat")).toEqual(["internet_egress-worker-a", "internet_egress-worker-b"]);
    expect(terraform.resource("nat_snat", "internet_egress-worker-a")).toEqual({
      nat_gateway_id: "${ctyun_nat.internet_nat-gateway.nat_gateway_id}",
      source_subnet_id: "${ctyun_subnet.internet_subnet-worker-a.id}",
      snat_ips: ["${ctyun_eip.internet_egress-address.id}"],
      description: "worker in availability zone a",
    });
  });

  it("stays in the route table when the network has other routes", () => {
    const { stack, network } = synthesize();
    network.addRoute("line", { destination: Cidr.parse("10.64.0.0/12"), nextHop: { kind: "line", line: "dcg-1" } });

    expect(new Synthesized(stack).resource("vpc_route_table_rule", "internet_route-egress")).toEqual({
      route_table_id: "${ctyun_vpc_route_table.internet_route-table.id}",
      destination: "0.0.0.0/0",
      ip_version: 4,
      next_hop_type: "natgw",
      next_hop_id: "${ctyun_nat.internet_nat-gateway.nat_gateway_id}",
      description: "route egress",
    });
  });
});

describe("routes", () => {
  it("stand in one route table, lines and machines by their ids", () => {
    const stack = newStack();
    const network = newNetwork(stack, "medical");
    network.addRoute("line-1", { destination: Cidr.parse("10.64.0.0/12"), nextHop: { kind: "line", line: "dcg-1" } });
    network.addRoute("sites", {
      destination: Cidr.parse("10.80.0.0/12"),
      nextHop: { kind: "machine", address: "10.32.3.4", machineId: "vm-1" },
    });
    const terraform = new Synthesized(stack);

    expect(terraform.resource("vpc_route_table", "medical_route-table")).toEqual({
      name: "prod-medical-routes",
      vpc_id: "${ctyun_vpc.medical_vpc.id}",
    });
    expect(terraform.resource("vpc_route_table_rule", "medical_route-line-1")).toEqual({
      route_table_id: "${ctyun_vpc_route_table.medical_route-table.id}",
      destination: "10.64.0.0/12",
      ip_version: 4,
      next_hop_type: "dc",
      next_hop_id: "dcg-1",
      description: "route line-1",
    });
    const { next_hop_type, next_hop_id } = terraform.resource("vpc_route_table_rule", "medical_route-sites");
    expect({ next_hop_type, next_hop_id }).toEqual({ next_hop_type: "vm", next_hop_id: "vm-1" });
  });

  it("lead each destination one way", () => {
    const network = newNetwork(newStack(), "medical");
    const destination = Cidr.parse("10.64.0.0/12");
    expect(network.spreadsOverNextHops).toBe(false);
    network.addRoute("first", { destination, nextHop: { kind: "line", line: "dcg-1" } });

    expect(() => {
      network.addRoute("second", { destination, nextHop: { kind: "line", line: "dcg-2" } });
    }).toThrow(
      "network prod-medical: got route second for 10.64.0.0/12, which route first leads elsewhere already; ctyun takes each destination once: remove one of them",
    );
  });
});

describe("a cloud with one availability zone", () => {
  it("makes networks in it alone", () => {
    const stack = newStack();
    const cloud = newCloud({ availabilityZones: [{ id: "a", name: "cn-hb-wh41-hbwh1A-public-ctcloud" }] });
    newNetwork(stack, "medical", { subnets: [subnet("worker", "a", "10.32.1.0/24")] }, cloud);

    expect(new Synthesized(stack).ids("subnet")).toEqual(["medical_subnet-worker-a"]);
  });
});
