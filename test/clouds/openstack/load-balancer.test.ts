import { Connections } from "../../../src/constructs/network/connections";
import type { ListenerProps, LoadBalancerProps } from "../../../src/constructs/network/load-balancer";
import { Cidr, Port } from "../../../src/environment/values";
import { address, newCloud, newLoadBalancer, newMachines, newNetwork, newStack, Synthesized } from "./support";

const sites = new Connections({
  peer: {
    id: "sites",
    blocks: [
      { key: "north", cidr: Cidr.parse("10.80.0.0/12") },
      { key: "south", cidr: Cidr.parse("10.64.0.0/12") },
    ],
  },
});

function synthesize(props: (listener: ListenerProps) => Partial<LoadBalancerProps> = () => ({})) {
  const stack = newStack();
  const network = newNetwork(stack, "medical");
  const listener = { id: "https", port: 443, targetPort: 30443, targets: [newMachines(network)] };
  const loadBalancer = newLoadBalancer(network, { listeners: [listener], ...props(listener) });
  loadBalancer.connections.allowFrom(sites, Port.tcp(443), "flow sites-to-medical");
  return new Synthesized(stack);
}

describe("a load balancer", () => {
  it("has its pinned address in the load-balancer subnet", () => {
    expect(synthesize().resource("lb_loadbalancer_v2", "ingress_load-balancer")).toEqual({
      name: "prod-medical-ingress",
      vip_subnet_id: "${openstack_networking_subnet_v2.medical_subnet-load-balancer-a.id}",
      vip_address: "10.16.0.20",
    });
  });

  it("is protected when asked", () => {
    expect(
      synthesize(() => ({ protect: true })).resource("lb_loadbalancer_v2", "ingress_load-balancer").lifecycle,
    ).toEqual({
      prevent_destroy: true,
    });
  });

  it("forwards each listener's TCP to a pool of all its targets' machines", () => {
    const terraform = synthesize();

    expect(terraform.resource("lb_listener_v2", "ingress_listener-https")).toEqual({
      name: "prod-medical-ingress-https",
      loadbalancer_id: "${openstack_lb_loadbalancer_v2.ingress_load-balancer.id}",
      protocol: "TCP",
      protocol_port: 443,
      default_pool_id: "${openstack_lb_pool_v2.ingress_pool-https.id}",
      allowed_cidrs: ["10.64.0.0/12", "10.80.0.0/12"],
      timeout_client_data: 600000,
      timeout_member_data: 600000,
    });
    expect(terraform.resource("lb_pool_v2", "ingress_pool-https")).toEqual({
      name: "prod-medical-ingress-https",
      loadbalancer_id: "${openstack_lb_loadbalancer_v2.ingress_load-balancer.id}",
      protocol: "TCP",
      lb_method: "ROUND_ROBIN",
    });
    expect(terraform.ids("lb_member_v2")).toEqual([
      "ingress_member-https-workers-001",
      "ingress_member-https-workers-002",
    ]);
    expect(terraform.resource("lb_member_v2", "ingress_member-https-workers-001")).toEqual({
      name: "workers-001",
      pool_id: "${openstack_lb_pool_v2.ingress_pool-https.id}",
      address: "${element(openstack_networking_port_v2.workers_port-001.all_fixed_ips, 0)}",
      protocol_port: 30443,
    });
  });

  it("asks the target port by TCP whether a machine is well", () => {
    expect(synthesize().resource("lb_monitor_v2", "ingress_monitor-https")).toEqual({
      name: "prod-medical-ingress-https",
      pool_id: "${openstack_lb_pool_v2.ingress_pool-https.id}",
      type: "TCP",
      delay: 5,
      timeout: 3,
      max_retries: 3,
    });
  });

  it("asks another port by HTTP when told to", () => {
    const terraform = synthesize((listener) => ({
      listeners: [{ ...listener, healthCheck: { protocol: "http", port: 8404, path: "/health" } }],
    }));

    expect(terraform.resource("lb_monitor_v2", "ingress_monitor-https")).toMatchObject({
      type: "HTTP",
      http_method: "GET",
      url_path: "/health",
      expected_codes: "200",
    });
    expect(terraform.resource("lb_member_v2", "ingress_member-https-workers-001").monitor_port).toBe(8404);
  });

  it("has no listener when none is given", () => {
    const stack = newStack();
    newLoadBalancer(newNetwork(stack, "medical"), { listeners: [] });
    expect(new Synthesized(stack).ids("lb_listener_v2")).toEqual([]);
  });

  it("makes nothing to be reached from another zone, since the routers meet", () => {
    const stack = newStack();
    const loadBalancer = newLoadBalancer(newNetwork(stack, "medical"));
    loadBalancer.connections.allowFrom(sites, Port.tcp(443), "flow sites-to-medical");
    const before = new Synthesized(stack);
    loadBalancer.exposeTo(newNetwork(stack, "exchange"), { address: address("10.18.0.30") });
    const after = new Synthesized(stack);

    for (const type of ["networking_port_v2", "lb_loadbalancer_v2", "lb_listener_v2"])
      expect(after.ids(type)).toEqual(before.ids(type));
  });
});

describe("a load balancer's public address", () => {
  it("is a floating IP on its port, after the router's interfaces", () => {
    const stack = newStack();
    const network = newNetwork(stack, "internet", { egress: { bandwidthMbps: 100 } });
    const loadBalancer = newLoadBalancer(network, { publicAddress: { bandwidthMbps: 100 }, protect: true });
    loadBalancer.connections.allowFrom(sites, Port.tcp(443), "flow residents");
    const terraform = new Synthesized(stack);

    expect(loadBalancer.publicAddress).toBeDefined();
    expect(terraform.resource("networking_floatingip_v2", "ingress_public-address_floating-ip")).toEqual({
      pool: "public",
      lifecycle: { prevent_destroy: true },
    });
    expect(terraform.resource("networking_floatingip_associate_v2", "ingress_public-address_association")).toEqual({
      floating_ip: "${openstack_networking_floatingip_v2.ingress_public-address_floating-ip.address}",
      port_id: "${openstack_lb_loadbalancer_v2.ingress_load-balancer.vip_port_id}",
      depends_on: [
        "openstack_networking_router_interface_v2.internet_router-interface-load-balancer-a",
        "openstack_networking_router_interface_v2.internet_router-interface-worker-a",
        "openstack_networking_router_interface_v2.internet_router-interface-worker-b",
      ],
    });
  });

  it("is undefined without one", () => {
    expect(newLoadBalancer(newNetwork(newStack(), "medical")).publicAddress).toBeUndefined();
  });

  it.each(["medical", "management", "exchange"] as const)("is refused in zone %s", (zone) => {
    const network = newNetwork(newStack(), zone, zone === "exchange" ? { egress: { bandwidthMbps: 100 } } : {});
    expect(() => newLoadBalancer(network, { publicAddress: { bandwidthMbps: 100 }, listeners: [] })).toThrow(
      `load balancer prod-medical-ingress: got a public address in zone ${zone}, allowed only in zone internet: remove publicAddress`,
    );
  });

  it("is refused where the network has no egress", () => {
    const network = newNetwork(newStack(), "internet");
    expect(() => newLoadBalancer(network, { publicAddress: { bandwidthMbps: 100 }, listeners: [] })).toThrow(
      "load balancer prod-medical-ingress: got a public address in network prod-internet, which has no egress; floating IPs need its router's external gateway: give zone internet egress",
    );
  });
});

describe("a load balancer's access list", () => {
  it("must not stay empty, since that would admit everybody", () => {
    const stack = newStack();
    newLoadBalancer(newNetwork(stack, "medical"));
    expect(() => new Synthesized(stack)).toThrow(
      "load balancer prod-medical-ingress: listener https on tcp/443 admits nobody, which no cloud can express: allow a peer to it or remove it",
    );
  });

  it.each([Port.tcp(80), Port.udp(443), Port.tcpRange(443, 444), Port.icmp()])("knows no listener for %s", (port) => {
    const loadBalancer = newLoadBalancer(newNetwork(newStack(), "medical"));
    expect(() => {
      loadBalancer.connections.allowFrom(sites, port, "flow example");
    }).toThrow(
      `load balancer prod-medical-ingress: got a rule for ${port.toString()}, expected a listener's port: tcp/443`,
    );
  });

  it("is met by clients at the pinned address and meets machines from its whole subnet", () => {
    const stack = newStack();
    const network = newNetwork(stack, "medical");
    const loadBalancer = newLoadBalancer(network);
    const group = newCloud().createSecurityGroup(stack, "clients", {
      name: "prod-medical-clients",
      network,
      role: "worker",
    });
    group.connections.allowTo(loadBalancer, Port.tcp(443), "flow portal");
    loadBalancer.connections.allowTo(group, Port.tcp(30443), "infrastructure ingress forwarding");
    const terraform = new Synthesized(stack);

    const peerOf = (id: string) => terraform.resource("networking_secgroup_rule_v2", `clients_${id}`).remote_ip_prefix;
    expect(peerOf("egress-tcp-443-ingress-address")).toBe("10.16.0.20/32");
    expect(peerOf("ingress-tcp-30443-medical-load-balancer-a")).toBe("10.16.0.0/24");
  });
});

describe("a load balancer that cannot work", () => {
  it("is refused with an address outside its subnet", () => {
    expect(() => newLoadBalancer(newNetwork(newStack(), "medical"), { address: address("10.16.1.20") })).toThrow(
      "load balancer prod-medical-ingress: got address 10.16.1.20, expected one inside its load-balancer subnet 10.16.0.0/24",
    );
  });

  it("is refused in an availability zone without a load-balancer subnet", () => {
    expect(() => newLoadBalancer(newNetwork(newStack(), "medical"), { availabilityZone: "b" })).toThrow(
      "network prod-medical has no load-balancer subnet in availability zone b, only in a: add a slot for it to the zone's subnets",
    );
  });

  it.each([
    ["no group", 0],
    ["a group without machines", 1],
  ])("is refused with %s behind a listener", (_, groups) => {
    const network = newNetwork(newStack(), "medical");
    const targets = groups === 0 ? [] : [newMachines(network, { machines: [] })];
    expect(() =>
      newLoadBalancer(network, { listeners: [{ id: "https", port: 443, targetPort: 30443, targets }] }),
    ).toThrow("load balancer prod-medical-ingress: got listener https without targets, expected at least one machine");
  });

  it.each([
    ["id", { port: 8443 }, "with id https, expected each id once"],
    ["port", { id: "tls" }, "on port 443, expected each port once"],
  ])("is refused with the same %s twice", (_, change, text) => {
    const network = newNetwork(newStack(), "medical");
    const listener = { id: "https", port: 443, targetPort: 30443, targets: [newMachines(network)] };
    expect(() => newLoadBalancer(network, { listeners: [listener, { ...listener, ...change }] })).toThrow(
      `load balancer prod-medical-ingress: got two listeners ${text}`,
    );
  });
});
