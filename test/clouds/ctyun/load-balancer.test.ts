import type { ListenerProps, LoadBalancerProps } from "../../../src/constructs/network/load-balancer";
import { Port } from "../../../src/environment/values";
import { address, newLoadBalancer, newMachines, newNetwork, newStack, outside, Synthesized } from "./support";

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
      "load balancer prod-medical-ingress: listener https on tcp/443 admits nobody, which no cloud can express: allow a peer to it or remove it",
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
      "load balancer prod-medical-ingress: got listener https without targets, expected at least one machine",
    );
  });

  it("with a name so long that its parts' names do not fit", () => {
    expect(construct(() => ({ name: "staging-management-ingress-bal" }))).toThrow(
      'got name "staging-management-ingress-bal-443" of 34 characters, expected 2 to 32 in ctyun',
    );
  });
});
