import { connection, found, type Resources, type Values } from "./support/linted";

/** Two routers, `left` with 10.1.0.0/24 and `right` with 10.2.0.0/24, that meet in 10.9.0.0/24 as .1 and .2. */
function routers(routes: Record<string, Values>, right = "10.2.0.0/24"): Resources {
  const subnet = (cidr: string, gateway: string) => ({ cidr, gateway_ip: gateway });
  const standing = (router: string, name: string) => ({
    router_id: `\${openstack_networking_router_v2.${router}.id}`,
    subnet_id: `\${openstack_networking_subnet_v2.${name}.id}`,
  });
  return {
    openstack_networking_router_v2: { left: {}, right: {} },
    openstack_networking_subnet_v2: {
      left: subnet("10.1.0.0/24", "10.1.0.1"),
      right: subnet(right, right.replace(/0\/.*/, "1")),
      transit: subnet("10.9.0.0/24", "10.9.0.1"),
    },
    openstack_networking_port_v2: {
      right: { fixed_ip: [{ subnet_id: "${openstack_networking_subnet_v2.transit.id}", ip_address: "10.9.0.2" }] },
    },
    openstack_networking_router_interface_v2: {
      left: standing("left", "left"),
      right: standing("right", "right"),
      transit_left: standing("left", "transit"),
      transit_right: {
        router_id: "${openstack_networking_router_v2.right.id}",
        port_id: "${openstack_networking_port_v2.right.id}",
      },
    },
    openstack_networking_router_route_v2: routes,
  };
}

function route(router: string, destination: string, hop: string): Values {
  return {
    router_id: `\${openstack_networking_router_v2.${router}.id}`,
    destination_cidr: destination,
    next_hop: hop,
  };
}

const there = route("left", "10.2.0.0/24", "10.9.0.2");
const back = route("right", "10.1.0.0/24", "10.9.0.1");

describe("an asymmetric route", () => {
  it("is found where the other side has none back", () => {
    expect(found(routers({ there }))).toEqual([
      "asymmetric-route: openstack_networking_router_route_v2.there < openstack_networking_subnet_v2.right",
    ]);
  });

  it("is none with a route back, be it to a wider block or to one address", () => {
    expect(found(routers({ there, back }))).toEqual([]);
    expect(found(routers({ there, back: route("right", "10.0.0.0/8", "10.9.0.1") }))).toEqual([]);
  });
});

describe("a router in a subnet whose gateway is another", () => {
  const host = {
    fixed_ip: [{ subnet_id: "${openstack_networking_subnet_v2.transit.id}", ip_address: "10.9.0.7" }],
    no_security_groups: true,
  };
  const inhabited = (routes: Record<string, Values>) => {
    const resources = routers(routes);
    return found({ ...resources, openstack_networking_port_v2: { ...resources.openstack_networking_port_v2, host } });
  };

  it("is found where the hosts' gateway does not know it, and only then", () => {
    expect(inhabited({})).toEqual([
      "asymmetric-route: openstack_networking_router_interface_v2.transit_right < openstack_networking_subnet_v2.transit",
    ]);
    expect(inhabited({ there, back })).toEqual([]);
    expect(found(routers({}))).toEqual([]);
  });
});

describe("a route to nowhere", () => {
  const nowhere = ["route-to-nowhere: openstack_networking_router_route_v2.it"];
  const only = (destination: string, hop: string, ends: string[] = []) =>
    found(
      routers({ there, back, it: route("left", destination, hop) }),
      ends.map((end) => connection(end, "10.1.0.0/24", "tcp/80")),
    );

  it("has a next hop beside the subnets of its router", () => {
    expect(only("10.77.0.0/24", "10.9.1.0", ["10.77.0.0/24"])).toEqual(nowhere);
    expect(only("10.77.0.0/24", "10.9.0.255", ["10.77.0.0/24"])).toEqual([]);
  });

  it("has a destination that no subnet and no declared end has", () => {
    expect(only("10.77.0.0/24", "10.9.0.9", ["10.77.1.0/24"])).toEqual(nowhere);
    expect(only("10.77.0.0/24", "10.9.0.9", ["10.77.0.255/32"])).toEqual([]);
  });

  it("has a next router that knows no way on", () => {
    expect(only("10.77.0.0/24", "10.9.0.2", ["10.77.0.0/24"])).toEqual(nowhere);
  });
});

describe("CIDRs that overlap", () => {
  const overlap = ["overlapping-cidrs: openstack_networking_subnet_v2.right < openstack_networking_subnet_v2.left"];

  it("are found equal and one in the other", () => {
    expect(found(routers({}, "10.1.0.0/24"))).toEqual(overlap);
    expect(found(routers({}, "10.1.0.0/25"))).toEqual(overlap);
  });

  it("are none side by side", () => {
    expect(found(routers({}, "10.1.1.0/24"))).toEqual([]);
  });

  it("are none where no routing joins them", () => {
    const apart = (type: string) => ({ left: type, right: type });
    const vpcs = apart("10.1.0.0/24");
    const resources: Resources = {
      ctyun_vpc: { left: {}, right: {} },
      ctyun_subnet: {
        left: { vpc_id: "${ctyun_vpc.left.id}", cidr: vpcs.left },
        right: { vpc_id: "${ctyun_vpc.right.id}", cidr: vpcs.right },
      },
    };
    expect(found(resources)).toEqual([]);
    const together = { ...resources.ctyun_subnet, right: { vpc_id: "${ctyun_vpc.left.id}", cidr: "10.1.0.0/24" } };
    expect(found({ ...resources, ctyun_subnet: together })).toEqual([
      "overlapping-cidrs: ctyun_subnet.right < ctyun_subnet.left",
    ]);
  });
});

describe("a listener without members", () => {
  const balancer = (members: Resources): Resources => ({
    openstack_networking_subnet_v2: { it: { cidr: "10.1.0.0/24" } },
    openstack_lb_loadbalancer_v2: { it: { vip_subnet_id: "${openstack_networking_subnet_v2.it.id}" } },
    openstack_lb_listener_v2: {
      it: { loadbalancer_id: "${openstack_lb_loadbalancer_v2.it.id}", protocol: "TCP", protocol_port: 80 },
    },
    openstack_lb_pool_v2: { it: { listener_id: "${openstack_lb_listener_v2.it.id}" } },
    ...members,
  });

  it("is found, and not with one member", () => {
    const member = { pool_id: "${openstack_lb_pool_v2.it.id}", address: "10.1.0.9", protocol_port: 80 };
    expect(found(balancer({}))).toEqual(["listener-without-members: openstack_lb_listener_v2.it"]);
    expect(found(balancer({ openstack_lb_member_v2: { it: member } }))).toEqual([]);
  });

  it("is none where members stand that are not read", () => {
    expect(found(balancer({ openstack_lb_members_v2: { it: { pool_id: "${openstack_lb_pool_v2.it.id}" } } }))).toEqual(
      [],
    );
  });
});
