import type { ListenerProps, LoadBalancerProps } from "../../../src/constructs/network/load-balancer";
import { Connections } from "../../../src/constructs/network/connections";
import { Cidr, Port } from "../../../src/environment/values";
import { address, newCloud, newLoadBalancer, newMachines, newNetwork, newStack, outside, Synthesized } from "./support";

const sites = outside("sites", { north: "10.64.0.0/12", south: "10.80.0.0/12" });

/** A load balancer whose listener on 443 admits the sites. */
function synthesize(
  props: (listener: ListenerProps) => Partial<LoadBalancerProps> = () => ({}),
  zone: "medical" | "internet" = "medical",
) {
  const stack = newStack();
  const network = newNetwork(stack, zone);
  const listener = { id: "https", port: 443, targetPort: 30443, targets: [newMachines(network)] };
  const loadBalancer = newLoadBalancer(network, { listeners: [listener], ...props(listener) });
  loadBalancer.connections.allowFrom(sites, Port.tcp(443), "flow sites-to-medical");
  return { terraform: new Synthesized(stack), loadBalancer };
}

function construct(
  props: (listener: ListenerProps) => Partial<LoadBalancerProps>,
  zone: "medical" | "internet" = "medical",
) {
  return () => synthesize(props, zone);
}

describe("a load balancer", () => {
  it("has its pinned address in the load-balancer subnet and no public one", () => {
    const { terraform, loadBalancer } = synthesize();

    expect(terraform.resource("elb_loadbalancer", "ingress_load-balancer")).toEqual({
      name: "prod-medical-ingress",
      vpc_id: "${ctyun_vpc.medical_vpc.id}",
      subnet_id: "${ctyun_subnet.medical_subnet-load-balancer-a.id}",
      private_ip_address: "10.32.0.20",
      sla_name: "elb.s2.small",
      resource_type: "internal",
      cycle_type: "on_demand",
      az_name: "cn-hb-wh41-hbwh1A-public-ctcloud",
    });
    expect(loadBalancer.address.toString()).toBe("10.32.0.20");
    expect(loadBalancer.publicAddress).toBeUndefined();
    expect(terraform.ids("eip")).toEqual([]);
  });

  it("is protected when asked", () => {
    const { terraform } = synthesize(() => ({ protect: true }));
    expect(terraform.resource("elb_loadbalancer", "ingress_load-balancer").lifecycle).toEqual({
      prevent_destroy: true,
    });
  });

  it("gets a public address in the internet zone, beside the private one", () => {
    const { terraform, loadBalancer } = synthesize(() => ({ publicAddress: { bandwidthMbps: 50 } }), "internet");
    const { resource_type, eip_id, private_ip_address } = terraform.resource(
      "elb_loadbalancer",
      "ingress_load-balancer",
    );

    expect({ resource_type, eip_id, private_ip_address }).toEqual({
      resource_type: "external",
      eip_id: "${ctyun_eip.ingress_public-address.id}",
      private_ip_address: "10.35.0.20",
    });
    expect(terraform.resource("eip", "ingress_public-address")).toEqual({
      name: "prod-internet-ingress-public",
      bandwidth: 50,
      cycle_type: "on_demand",
      demand_billing_type: "bandwidth",
    });
    expect(loadBalancer.publicAddress).toBeDefined();
  });

  it("forwards a listener's TCP to the machines of all its targets", () => {
    const { terraform } = synthesize();

    expect(terraform.resource("elb_listener", "ingress_listener-https")).toEqual({
      name: "prod-medical-ingress-443",
      loadbalancer_id: "${ctyun_elb_loadbalancer.ingress_load-balancer.id}",
      protocol: "TCP",
      protocol_port: 443,
      default_action_type: "forward",
      target_groups: [{ target_group_id: "${ctyun_elb_target_group.ingress_target-group-https.id}" }],
      access_control_type: "White",
      access_control_id: "${ctyun_elb_acl.ingress_access-list-https.id}",
    });
    expect(terraform.resource("elb_target_group", "ingress_target-group-https")).toEqual({
      name: "prod-medical-ingress-443",
      vpc_id: "${ctyun_vpc.medical_vpc.id}",
      protocol: "TCP",
      algorithm: "wrr",
      health_check_id: "${ctyun_elb_health_check.ingress_health-check-https.id}",
    });
    expect(terraform.ids("elb_target")).toEqual([
      "ingress_target-https-workers-001",
      "ingress_target-https-workers-002",
    ]);
    expect(terraform.resource("elb_target", "ingress_target-https-workers-001")).toEqual({
      target_group_id: "${ctyun_elb_target_group.ingress_target-group-https.id}",
      instance_type: "VM",
      instance_id: "${ctyun_ecs.workers_machine-001.id}",
      protocol_port: 30443,
    });
  });

  it.each([
    ["the target port by TCP", undefined, { protocol: "TCP", protocol_port: 30443 }],
    ["another port by TCP", { protocol: "tcp", port: 8404 }, { protocol: "TCP", protocol_port: 8404 }],
    [
      "a path by HTTP",
      { protocol: "http", port: 8404, path: "/ready" },
      {
        protocol: "HTTP",
        protocol_port: 8404,
        http_method: "GET",
        http_url_path: "/ready",
        http_expected_codes: ["http_2xx"],
      },
    ],
    [
      "the root path by HTTP when none is given",
      { protocol: "http" },
      {
        protocol: "HTTP",
        protocol_port: 30443,
        http_method: "GET",
        http_url_path: "/",
        http_expected_codes: ["http_2xx"],
      },
    ],
  ] as const)("asks %s whether a machine is well", (_what, healthCheck, expected) => {
    const { terraform } = synthesize((listener) => ({
      listeners: [{ ...listener, ...(healthCheck && { healthCheck }) }],
    }));
    expect(terraform.resource("elb_health_check", "ingress_health-check-https")).toEqual({
      name: "prod-medical-ingress-443",
      interval: 5,
      timeout: 3,
      max_retry: 3,
      ...expected,
    });
  });
});

describe("a listener's access list", () => {
  it("holds the blocks that were admitted, and why", () => {
    expect(synthesize().terraform.resource("elb_acl", "ingress_access-list-https")).toEqual({
      name: "prod-medical-ingress-443",
      source_ips: ["10.64.0.0/12", "10.80.0.0/12"],
      description: "flow sites-to-medical",
    });
  });

  it("is each listener's own", () => {
    const stack = newStack();
    const network = newNetwork(stack, "medical");
    const targets = [newMachines(network)];
    const loadBalancer = newLoadBalancer(network, {
      listeners: [
        { id: "https", port: 443, targetPort: 30443, targets },
        { id: "supervisor", port: 9345, targetPort: 9345, targets },
      ],
    });
    loadBalancer.connections.allowFrom(sites, Port.tcp(443), "flow sites");
    loadBalancer.connections.allowFrom(outside("nodes", { a: "10.32.1.0/24" }), Port.tcp(9345), "infrastructure rke2");
    const terraform = new Synthesized(stack);

    expect(terraform.resource("elb_acl", "ingress_access-list-https").source_ips).toEqual([
      "10.64.0.0/12",
      "10.80.0.0/12",
    ]);
    expect(terraform.resource("elb_acl", "ingress_access-list-supervisor").source_ips).toEqual(["10.32.1.0/24"]);
  });

  it("may not stay empty", () => {
    const stack = newStack();
    newLoadBalancer(newNetwork(stack, "medical"));
    expect(() => new Synthesized(stack)).toThrow(
      "load balancer prod-medical-ingress: listener https on tcp/443 admits nobody; allow somebody to it or remove it",
    );
  });

  it("holds ten blocks, and no eleventh", () => {
    const loadBalancer = newLoadBalancer(newNetwork(newStack(), "medical"));
    const admit = (index: number) => {
      const block = `10.64.${index}.0/24`;
      loadBalancer.connections.allowFrom(outside(`site-${index}`, { all: block }), Port.tcp(443), "flow sites");
    };
    for (let index = 0; index < 10; index += 1) admit(index);
    admit(3);

    expect(() => {
      admit(10);
    }).toThrow(
      "load balancer prod-medical-ingress: got 11 blocks for tcp/443, ctyun allows 10 in an access list: admit supernets that hold several (10.64.0.0/24, 10.64.1.0/24, ",
    );
  });

  it("takes rules for ports of listeners alone", () => {
    const loadBalancer = newLoadBalancer(newNetwork(newStack(), "medical"));
    for (const port of [Port.tcp(80), Port.udp(443), Port.tcpRange(443, 444)]) {
      expect(() => {
        loadBalancer.connections.allowFrom(sites, port, "flow sites");
      }).toThrow(
        `load balancer prod-medical-ingress: got a rule for ${port.toString()}, expected a listener's port: tcp/443`,
      );
    }
  });

  it("does not change when the load balancer itself opens connections", () => {
    const stack = newStack();
    const loadBalancer = newLoadBalancer(newNetwork(stack, "medical"));
    loadBalancer.connections.allowFrom(sites, Port.tcp(443), "flow sites");
    loadBalancer.connections.allowTo(sites, Port.tcp(9999), "infrastructure example");

    expect(new Synthesized(stack).resource("elb_acl", "ingress_access-list-https").description).toBe("flow sites");
  });
});

describe("a load balancer that is exposed to another zone", () => {
  function expose() {
    const stack = newStack();
    const medical = newNetwork(stack, "medical");
    const management = newNetwork(stack, "management");
    const loadBalancer = newLoadBalancer(medical);
    const runner = newCloud().createSecurityGroup(stack, "runner", {
      name: "prod-management-runner",
      network: management,
      role: "worker",
    });
    return { stack, medical, management, loadBalancer, runner };
  }

  it("gets an endpoint service, and an endpoint with the given address in the other network", () => {
    const { stack, management, loadBalancer, runner } = expose();
    loadBalancer.exposeTo(management, { address: address("10.33.0.30") });
    runner.connections.allowTo(loadBalancer, Port.tcp(443), "flow deploy");
    const terraform = new Synthesized(stack);

    expect(terraform.resource("vpce_service", "ingress_endpoint-service")).toEqual({
      name: "prod-medical-ingress",
      type: "interface",
      vpc_id: "${ctyun_vpc.medical_vpc.id}",
      subnet_id: "${ctyun_subnet.medical_subnet-load-balancer-a.id}",
      instance_type: "lb",
      instance_id: "${ctyun_elb_loadbalancer.ingress_load-balancer.id}",
      auto_connection: true,
      rules: [{ protocol: "TCP", endpoint_port: 443, server_port: 443 }],
    });
    expect(terraform.resource("vpce", "ingress_endpoint-management")).toEqual({
      name: "to-prod-medical-ingress",
      endpoint_service_id: "${ctyun_vpce_service.ingress_endpoint-service.id}",
      vpc_id: "${ctyun_vpc.management_vpc.id}",
      subnet_id: "${ctyun_subnet.management_subnet-load-balancer-a.id}",
      subnet_ip: "10.33.0.30",
      whitelist_flag: true,
      whitelist_cidr: ["10.33.0.0/16"],
    });
  });

  it("is met at the endpoint, and meets its clients as the subnet of its endpoint service", () => {
    const { stack, management, loadBalancer, runner } = expose();
    loadBalancer.exposeTo(management, { address: address("10.33.0.30") });
    runner.connections.allowTo(loadBalancer, Port.tcp(443), "flow deploy");
    const terraform = new Synthesized(stack);

    expect(terraform.ids("security_group_rule")).toEqual(["runner_egress-tcp-443-ingress-endpoint-address"]);
    expect(
      terraform.resource("security_group_rule", "runner_egress-tcp-443-ingress-endpoint-address").dest_cidr_ip,
    ).toBe("10.33.0.30/32");
    expect(terraform.resource("elb_acl", "ingress_access-list-https").source_ips).toEqual(["10.32.0.0/24"]);
  });

  it("shares one endpoint service among the zones", () => {
    const { stack, management, loadBalancer } = expose();
    loadBalancer.exposeTo(management, { address: address("10.33.0.30") });
    loadBalancer.exposeTo(newNetwork(stack, "exchange"), { address: address("10.34.0.30") });
    loadBalancer.connections.allowFrom(sites, Port.tcp(443), "flow sites");
    const terraform = new Synthesized(stack);

    expect(terraform.ids("vpce_service")).toEqual(["ingress_endpoint-service"]);
    expect(terraform.ids("vpce")).toEqual(["ingress_endpoint-exchange", "ingress_endpoint-management"]);
  });

  it("has to be exposed before rules from that zone", () => {
    const { loadBalancer, runner } = expose();
    expect(() => {
      runner.connections.allowTo(loadBalancer, Port.tcp(443), "flow deploy");
    }).toThrow(
      "load balancer prod-medical-ingress: got a connection from zone management, to which it is not exposed; ctyun does not route between zones: expose it to that zone's network before its rules, with a crossing in the cloud's crossings",
    );
  });

  it("is met at its own address by a zone whose VPC has a peering with its own", () => {
    const { stack, medical } = expose();
    const cloud = newCloud({ crossings: [{ from: "exchange", loadBalancer: "medical-ingress", peering: "pc-1" }] });
    const loadBalancer = cloud.createLoadBalancer(stack, "peered", {
      name: "prod-medical-peered",
      network: medical,
      availabilityZone: "a",
      address: address("10.32.0.21"),
      listeners: [{ id: "https", port: 443, targetPort: 30443, targets: [newMachines(medical, {}, "peered-workers")] }],
    });
    const proxies = new Connections({
      zone: "exchange",
      peer: { id: "proxies", blocks: [{ key: "a", cidr: Cidr.parse("10.34.1.0/24") }] },
    });
    expect(() => {
      proxies.connections.allowTo(loadBalancer, Port.tcp(443), "flow referral");
    }).not.toThrow();
  });

  it("wants the endpoint in the client's load-balancer subnet", () => {
    const { management, loadBalancer } = expose();
    expect(() => {
      loadBalancer.exposeTo(management, { address: address("10.33.1.30") });
    }).toThrow(
      "load balancer prod-medical-ingress: got endpoint address 10.33.1.30 in zone management, expected one inside its load-balancer subnet 10.33.0.0/24",
    );
  });

  it("has one endpoint in each other zone", () => {
    const { medical, management, loadBalancer } = expose();
    loadBalancer.exposeTo(management, { address: address("10.33.0.30") });

    expect(() => {
      loadBalancer.exposeTo(management, { address: address("10.33.0.31") });
    }).toThrow(
      "load balancer prod-medical-ingress: got a second way from zone management, expected one endpoint for each other zone",
    );
    expect(() => {
      loadBalancer.exposeTo(medical, { address: address("10.32.0.31") });
    }).toThrow(
      "load balancer prod-medical-ingress: got a second way from zone medical, expected one endpoint for each other zone",
    );
  });
});

describe("a load balancer is refused", () => {
  it("with a public address outside the internet zone", () => {
    expect(construct(() => ({ publicAddress: { bandwidthMbps: 50 } }))).toThrow(
      "load balancer prod-medical-ingress: got a public address in zone medical, allowed only in zone internet: remove publicAddress",
    );
  });

  it("with an address outside its load-balancer subnet", () => {
    expect(construct(() => ({ address: address("10.32.1.20") }))).toThrow(
      "load balancer prod-medical-ingress: got address 10.32.1.20, expected one inside its load-balancer subnet 10.32.0.0/24",
    );
  });

  it("with two listeners of one id or one port", () => {
    expect(construct((listener) => ({ listeners: [listener, { ...listener, port: 80 }] }))).toThrow(
      "load balancer prod-medical-ingress: got two listeners with id https, expected each id once",
    );
    expect(construct((listener) => ({ listeners: [listener, { ...listener, id: "other" }] }))).toThrow(
      "load balancer prod-medical-ingress: got two listeners on port 443, expected each port once",
    );
  });

  it("with a listener that has no machine to forward to", () => {
    expect(construct((listener) => ({ listeners: [{ ...listener, targets: [] }] }))).toThrow(
      "load balancer prod-medical-ingress: got no target for listener https, expected at least one machine: give it a group of machines",
    );
  });

  it("with a name so long that its parts' names do not fit", () => {
    expect(construct(() => ({ name: "staging-management-ingress-bal" }))).toThrow(
      'got name "staging-management-ingress-bal-443" of 34 characters, ctyun allows 2 to 32',
    );
  });
});
