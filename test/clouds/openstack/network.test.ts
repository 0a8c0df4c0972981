import { Testing, Token } from "cdktf";
import { openstackNetwork } from "../../../src/clouds/openstack/network";
import type { INetwork } from "../../../src/constructs/network/network";
import { Cidr } from "../../../src/environment/values";
import { address, ForeignNetwork, newCloud, newNetwork, newStack, Synthesized } from "./support";

describe("the network of a zone", () => {
  it("has a network and a router named after it, without a way out", () => {
    const stack = newStack();
    newNetwork(stack, "medical");
    const terraform = new Synthesized(stack);

    expect(terraform.resource("networking_network_v2", "medical_network")).toEqual({ name: "prod-medical" });
    expect(terraform.resource("networking_router_v2", "medical_router")).toEqual({ name: "prod-medical" });
  });

  it("has the external network on its router with egress", () => {
    const stack = newStack();
    newNetwork(stack, "exchange", { egress: { bandwidthMbps: 100 } });

    expect(new Synthesized(stack).resource("networking_router_v2", "exchange_router")).toEqual({
      name: "prod-exchange",
      external_network_id: "0b8bbc4c-6dd3-4b63-8ca1-bbbc1d9e5d3e",
    });
  });

  it("has a subnet per role and availability zone, each on the router", () => {
    const stack = newStack();
    newNetwork(stack, "medical", { nameServers: [address("10.16.9.53"), address("10.17.9.53")] });
    const terraform = new Synthesized(stack);

    expect(terraform.ids("networking_subnet_v2")).toEqual([
      "medical_subnet-load-balancer-a",
      "medical_subnet-worker-a",
      "medical_subnet-worker-b",
    ]);
    expect(terraform.resource("networking_subnet_v2", "medical_subnet-worker-b")).toEqual({
      name: "prod-medical-worker-b",
      network_id: "${openstack_networking_network_v2.medical_network.id}",
      ip_version: 4,
      cidr: "10.16.2.0/24",
      gateway_ip: "10.16.2.1",
      allocation_pool: [{ start: "10.16.2.100", end: "10.16.2.254" }],
      dns_nameservers: ["10.16.9.53", "10.17.9.53"],
    });
    expect(terraform.resource("networking_router_interface_v2", "medical_router-interface-worker-b")).toEqual({
      router_id: "${openstack_networking_router_v2.medical_router.id}",
      subnet_id: "${openstack_networking_subnet_v2.medical_subnet-worker-b.id}",
    });
  });

  it.each([
    ["10.16.0.0/25", "10.16.0.64", "10.16.0.126"],
    ["10.16.0.0/28", "10.16.0.8", "10.16.0.14"],
    ["10.16.0.0/22", "10.16.0.100", "10.16.3.254"],
  ])(
    "allots addresses of the subnet %s from %s to %s, so that lower ones stay free to be pinned",
    (cidr, start, end) => {
      const stack = newStack();
      newNetwork(stack, "medical", { subnets: [{ role: "worker", availabilityZone: "a", cidr: Cidr.parse(cidr) }] });

      const subnet = new Synthesized(stack).resource("networking_subnet_v2", "medical_subnet-worker-a");
      expect(subnet.allocation_pool).toEqual([{ start, end }]);
      expect(subnet).not.toHaveProperty("dns_nameservers");
    },
  );

  it("has no subnet when none is given", () => {
    const stack = newStack();
    const network = newNetwork(stack, "medical", { subnets: [] });

    expect(network.subnets).toEqual([]);
    expect(new Synthesized(stack).ids("networking_subnet_v2")).toEqual([]);
  });

  it("refuses a subnet outside its block", () => {
    const subnets = [{ role: "worker", availabilityZone: "a", cidr: Cidr.parse("10.99.1.0/24") }] as const;
    expect(() => newNetwork(newStack(), "medical", { subnets })).toThrow(
      "network prod-medical: got subnet 10.99.1.0/24 for worker in a, expected a block inside 10.16.0.0/16",
    );
  });

  it("refuses two subnets of one role in one availability zone", () => {
    const subnets = [
      { role: "worker", availabilityZone: "a", cidr: Cidr.parse("10.16.1.0/24") },
      { role: "worker", availabilityZone: "a", cidr: Cidr.parse("10.16.2.0/24") },
    ] as const;
    expect(() => newNetwork(newStack(), "medical", { subnets })).toThrow(
      "network prod-medical: got two subnets for worker in a, expected one",
    );
  });

  it("refuses egress in zone medical", () => {
    expect(() => newNetwork(newStack(), "medical", { egress: { bandwidthMbps: 100 } })).toThrow(
      "network prod-medical: got egress in zone medical, which has no route to the internet: remove egress",
    );
  });

  it("finds its subnets by role and availability zone", () => {
    const network = newNetwork(newStack(), "medical");

    expect(network.subnetsOf("worker").map(({ cidr }) => cidr.toString())).toEqual(["10.16.1.0/24", "10.16.2.0/24"]);
    expect(network.subnetIn("worker", "b").cidr.toString()).toBe("10.16.2.0/24");
    expect(() => network.subnetsOf("data")).toThrow(
      "network prod-medical has no data subnet, only load-balancer, worker: add one to the zone's subnets",
    );
    expect(() => network.subnetIn("worker", "c")).toThrow(
      "network prod-medical has no worker subnet in availability zone c, only in a, b: add a slot for it to the zone's subnets",
    );
  });
});

describe("what waits for the network's router", () => {
  it("names its interfaces in the same stack, and nothing in one that is deployed later", () => {
    const app = Testing.app();
    const stack = newStack(app);
    const network = openstackNetwork(newNetwork(stack, "medical"));

    expect(network.routerDependencies(stack)).toHaveLength(3);
    expect(network.routerDependencies(newStack(app, "later"))).toEqual([]);
  });

  it("is refused on another cloud's network", () => {
    const foreign = new ForeignNetwork(newStack(), "foreign");
    expect(() => openstackNetwork(foreign)).toThrow(
      "got network test/foreign of another cloud, expected one that this OpenStack cloud created",
    );
  });
});

describe("a route", () => {
  const destination = Cidr.parse("10.64.0.0/12");

  it("stands on the zone's router, after the router's interfaces", () => {
    const stack = newStack();
    newNetwork(stack, "medical").addRoute("carrier-one", {
      destination,
      nextHop: { kind: "line", line: "10.16.1.50" },
    });

    expect(new Synthesized(stack).resource("networking_router_route_v2", "medical_route-carrier-one")).toEqual({
      router_id: "${openstack_networking_router_v2.medical_router.id}",
      destination_cidr: "10.64.0.0/12",
      next_hop: "10.16.1.50",
      depends_on: [
        "openstack_networking_router_interface_v2.medical_router-interface-load-balancer-a",
        "openstack_networking_router_interface_v2.medical_router-interface-worker-a",
        "openstack_networking_router_interface_v2.medical_router-interface-worker-b",
      ],
    });
  });

  it("leads to a machine by its address, which may be known at apply alone", () => {
    const stack = newStack();
    newNetwork(stack, "exchange").addRoute("sites", {
      destination,
      nextHop: { kind: "machine", address: Token.asString({ resolve: () => "${local.gateway}" }), machineId: "unused" },
    });

    expect(new Synthesized(stack).resource("networking_router_route_v2", "exchange_route-sites").next_hop).toBe(
      "${local.gateway}",
    );
  });

  it("may share a destination with another", () => {
    const stack = newStack();
    const network = newNetwork(stack, "medical");
    expect(network.spreadsOverNextHops).toBe(true);
    network.addRoute("carrier-one", { destination, nextHop: { kind: "line", line: "10.16.1.50" } });
    network.addRoute("carrier-two", { destination, nextHop: { kind: "line", line: "10.16.2.50" } });

    const terraform = new Synthesized(stack);
    const nextHopOf = (id: string) => terraform.resource("networking_router_route_v2", `medical_route-${id}`).next_hop;
    expect(nextHopOf("carrier-one")).toBe("10.16.1.50");
    expect(nextHopOf("carrier-two")).toBe("10.16.2.50");
  });

  it("refuses a next hop outside the zone's subnets", () => {
    const network = newNetwork(newStack(), "medical");
    expect(() => {
      network.addRoute("carrier-one", { destination, nextHop: { kind: "line", line: "10.16.9.1" } });
    }).toThrow(
      "route carrier-one of network prod-medical: got next hop 10.16.9.1, expected an address inside one of its subnets 10.16.0.0/24, 10.16.1.0/24, 10.16.2.0/24",
    );
  });
});

describe("the junction of two zones", () => {
  function join(hub: (stack: ReturnType<typeof newStack>) => INetwork) {
    const stack = newStack();
    newCloud().joinNetworks(stack, "medical-to-exchange", hub(stack), newNetwork(stack, "medical"));
    return new Synthesized(stack);
  }

  it("gives the spoke's router a pinned address in every subnet of the hub", () => {
    const terraform = join((stack) => newNetwork(stack, "exchange"));

    expect(terraform.ids("networking_port_v2")).toEqual([
      "medical-to-exchange_port-load-balancer-a",
      "medical-to-exchange_port-worker-a",
      "medical-to-exchange_port-worker-b",
    ]);
    expect(terraform.resource("networking_port_v2", "medical-to-exchange_port-worker-b")).toEqual({
      name: "prod-medical-router-in-prod-exchange-worker-b",
      network_id: "${openstack_networking_network_v2.exchange_network.id}",
      fixed_ip: [
        { subnet_id: "${openstack_networking_subnet_v2.exchange_subnet-worker-b.id}", ip_address: "10.18.2.2" },
      ],
      no_security_groups: true,
    });
    expect(
      terraform.resource("networking_router_interface_v2", "medical-to-exchange_router-interface-worker-b"),
    ).toEqual({
      router_id: "${openstack_networking_router_v2.medical_router.id}",
      port_id: "${openstack_networking_port_v2.medical-to-exchange_port-worker-b.id}",
    });
  });

  it("shows the hub's machines the way back in each subnet", () => {
    const terraform = join((stack) => newNetwork(stack, "exchange"));

    expect(terraform.resource("networking_subnet_route_v2", "medical-to-exchange_subnet-route-worker-b")).toEqual({
      subnet_id: "${openstack_networking_subnet_v2.exchange_subnet-worker-b.id}",
      destination_cidr: "10.16.0.0/16",
      next_hop: "10.18.2.2",
      depends_on: ["openstack_networking_router_interface_v2.medical-to-exchange_router-interface-worker-b"],
    });
  });

  it("shows the hub's router the way too, for what learns no host routes", () => {
    const route = join((stack) => newNetwork(stack, "exchange")).resource(
      "networking_router_route_v2",
      "medical-to-exchange_router-route",
    );

    expect(route).toMatchObject({
      router_id: "${openstack_networking_router_v2.exchange_router.id}",
      destination_cidr: "10.16.0.0/16",
      next_hop: "10.18.0.2",
    });
    expect(route.depends_on).toHaveLength(6);
  });

  it("keeps an address of its own for each zone's router", () => {
    const stack = newStack();
    const exchange = newNetwork(stack, "exchange");
    newCloud().joinNetworks(stack, "internet-to-exchange", exchange, newNetwork(stack, "internet"));
    newCloud().joinNetworks(stack, "management-to-exchange", exchange, newNetwork(stack, "management"));
    const terraform = new Synthesized(stack);

    const hop = (id: string) => terraform.resource("networking_router_route_v2", id).next_hop;
    expect([hop("management-to-exchange_router-route"), hop("internet-to-exchange_router-route")]).toEqual([
      "10.18.0.3",
      "10.18.0.5",
    ]);
  });

  it("refuses a zone with itself", () => {
    const network = newNetwork(newStack(), "exchange");
    expect(() => {
      newCloud().joinNetworks(newStack(), "exchange-to-exchange", network, network);
    }).toThrow("got zone exchange as both ends of junction exchange-to-exchange, expected two different zones");
  });

  it("refuses a hub without a subnet", () => {
    expect(() => join((stack) => newNetwork(stack, "exchange", { subnets: [] }))).toThrow(
      "network prod-exchange has no subnet in which the router of prod-medical could meet it: add one",
    );
  });
});
