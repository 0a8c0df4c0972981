import { Connections } from "../../../src/constructs/network/connections";
import { Cidr, Port } from "../../../src/environment/values";
import { newCloud, newNetwork, newStack, Synthesized } from "./support";

const site = new Connections({ peer: { id: "sites", blocks: [{ key: "north", cidr: Cidr.parse("10.64.0.0/12") }] } });

function newSecurityGroup() {
  const stack = newStack();
  const network = newNetwork(stack, "medical");
  const group = newCloud().createSecurityGroup(stack, "medical-worker", {
    name: "prod-medical-worker",
    network,
    role: "worker",
  });
  return { stack, group };
}

describe("a security group", () => {
  it("starts without any rule, Neutron's own included", () => {
    const { stack } = newSecurityGroup();
    const terraform = new Synthesized(stack);

    expect(terraform.resource("networking_secgroup_v2", "medical-worker_security-group")).toEqual({
      name: "prod-medical-worker",
      description: "worker in zone medical",
      delete_default_rules: true,
    });
    expect(terraform.ids("networking_secgroup_rule_v2")).toEqual([]);
  });

  it("writes a rule per address block of the peer", () => {
    const { stack, group } = newSecurityGroup();
    group.connections.allowInternally(Port.tcp(10250), "infrastructure kubelet");
    const terraform = new Synthesized(stack);

    expect(terraform.ids("networking_secgroup_rule_v2")).toEqual([
      "medical-worker_egress-tcp-10250-medical-worker-a",
      "medical-worker_egress-tcp-10250-medical-worker-b",
      "medical-worker_ingress-tcp-10250-medical-worker-a",
      "medical-worker_ingress-tcp-10250-medical-worker-b",
    ]);
    expect(
      terraform.resource("networking_secgroup_rule_v2", "medical-worker_ingress-tcp-10250-medical-worker-b"),
    ).toEqual({
      security_group_id: "${openstack_networking_secgroup_v2.medical-worker_security-group.id}",
      direction: "ingress",
      ethertype: "IPv4",
      protocol: "tcp",
      port_range_min: 10250,
      port_range_max: 10250,
      remote_ip_prefix: "10.16.2.0/24",
      description: "infrastructure kubelet",
      lifecycle: { ignore_changes: ["description"] },
    });
  });

  it.each([
    [Port.udpRange(8000, 9000), "udp-8000-9000", { protocol: "udp", port_range_min: 8000, port_range_max: 9000 }],
    [Port.icmpType(8), "icmp-8", { protocol: "icmp", port_range_min: 8, port_range_max: 0 }],
    [Port.icmp(), "icmp", { protocol: "icmp" }],
    [Port.esp(), "esp", { protocol: "esp" }],
    [Port.vrrp(), "vrrp", { protocol: "vrrp" }],
  ])("spells %s in the rule's address", (port, spelling, expected) => {
    const { stack, group } = newSecurityGroup();
    group.connections.allowFrom(site, port, "flow example");

    const rule = new Synthesized(stack).resource(
      "networking_secgroup_rule_v2",
      `medical-worker_ingress-${spelling}-sites-north`,
    );
    const { protocol, port_range_min, port_range_max } = rule;
    expect({ protocol, port_range_min, port_range_max }).toEqual(expected);
  });

  it("refuses ICMP type 0, which the provider would widen to every type", () => {
    const { group } = newSecurityGroup();
    expect(() => {
      group.connections.allowFrom(site, Port.icmpType(0), "flow example");
    }).toThrow(
      "got icmp/0, which OpenStack's provider would widen to every ICMP type: replies need no rule, since security groups are stateful",
    );
  });

  it("names every reason of a permission in the order of asking, each once", () => {
    const { stack, group } = newSecurityGroup();
    const northernSites = new Connections({
      peer: { id: "north", blocks: [{ key: "all", cidr: Cidr.parse("10.64.0.0/12") }] },
    });
    group.connections.allowFrom(site, Port.tcp(443), "flow referral");
    group.connections.allowFrom(northernSites, Port.tcp(443), "flow booking");
    group.connections.allowFrom(site, Port.tcp(443), "flow referral");
    const terraform = new Synthesized(stack);

    expect(terraform.ids("networking_secgroup_rule_v2")).toEqual(["medical-worker_ingress-tcp-443-sites-north"]);
    expect(
      terraform.resource("networking_secgroup_rule_v2", "medical-worker_ingress-tcp-443-sites-north").description,
    ).toBe("flow referral; flow booking");
  });

  it("cuts a description at Neutron's 255 characters", () => {
    const { stack, group } = newSecurityGroup();
    for (const reason of ["a", "b", "c"]) group.connections.allowFrom(site, Port.tcp(443), reason.repeat(100));

    expect(
      new Synthesized(stack).resource("networking_secgroup_rule_v2", "medical-worker_ingress-tcp-443-sites-north")
        .description,
    ).toBe(`${"a".repeat(100)}; ${"b".repeat(100)}; ${"c".repeat(50)}…`);
  });

  it("wants a subnet of its role", () => {
    const network = newNetwork(newStack(), "medical");
    expect(() =>
      newCloud().createSecurityGroup(newStack(), "data", { name: "prod-medical-data", network, role: "data" }),
    ).toThrow("network prod-medical has no data subnet, only load-balancer, worker: add one to the zone's subnets");
  });
});
