import { Port } from "../../../src/environment/values";
import { newCloud, newNetwork, newStack, outside, Synthesized } from "./support";

const sites = outside("sites", { north: "10.64.0.0/12" });

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
  it("starts without any rule", () => {
    const terraform = new Synthesized(newSecurityGroup().stack);

    expect(terraform.resource("security_group", "medical-worker_security-group")).toEqual({
      name: "prod-medical-worker",
      vpc_id: "${ctyun_vpc.medical_vpc.id}",
      description: "worker in zone medical",
    });
    expect(terraform.ids("security_group_rule")).toEqual([]);
  });

  it("writes a rule per address block of the peer, with its address and a priority that leaves room", () => {
    const { stack, group } = newSecurityGroup();
    group.connections.allowInternally(Port.tcp(10250), "infrastructure kubelet");
    const terraform = new Synthesized(stack);

    expect(terraform.ids("security_group_rule")).toEqual([
      "medical-worker_egress-tcp-10250-medical-worker-a",
      "medical-worker_egress-tcp-10250-medical-worker-b",
      "medical-worker_ingress-tcp-10250-medical-worker-a",
      "medical-worker_ingress-tcp-10250-medical-worker-b",
    ]);
    expect(terraform.resource("security_group_rule", "medical-worker_ingress-tcp-10250-medical-worker-b")).toEqual({
      security_group_id: "${ctyun_security_group.medical-worker_security-group.id}",
      direction: "ingress",
      action: "accept",
      priority: 50,
      protocol: "tcp",
      range: "10250",
      ether_type: "ipv4",
      dest_cidr_ip: "10.32.2.0/24",
      description: "infrastructure kubelet",
    });
  });

  it.each([
    [Port.udpRange(8000, 9000), "udp-8000-9000", { protocol: "udp", range: "8000-9000" }],
    [Port.icmp(), "icmp", { protocol: "icmp" }],
    [Port.icmpType(8), "icmp", { protocol: "icmp" }],
  ])("spells %s in the rule's address", (port, spelling, expected) => {
    const { stack, group } = newSecurityGroup();
    group.connections.allowFrom(sites, port, "flow example");

    const rule = new Synthesized(stack).resource(
      "security_group_rule",
      `medical-worker_ingress-${spelling}-sites-north`,
    );
    const { protocol, range } = rule;
    expect({ protocol, range }).toEqual(expected);
  });

  it("names every reason of a permission in the order of asking, each once", () => {
    const { stack, group } = newSecurityGroup();
    group.connections.allowFrom(sites, Port.tcp(443), "flow referral");
    group.connections.allowFrom(outside("north", { all: "10.64.0.0/12" }), Port.tcp(443), "flow booking");
    group.connections.allowFrom(sites, Port.tcp(443), "flow referral");
    const terraform = new Synthesized(stack);

    expect(terraform.ids("security_group_rule")).toEqual(["medical-worker_ingress-tcp-443-sites-north"]);
    expect(terraform.resource("security_group_rule", "medical-worker_ingress-tcp-443-sites-north").description).toBe(
      "flow referral; flow booking",
    );
  });

  it("cuts a description at ctyun's 128 characters", () => {
    const { stack, group } = newSecurityGroup();
    for (const reason of ["a", "b"]) group.connections.allowFrom(sites, Port.tcp(443), reason.repeat(100));

    expect(
      new Synthesized(stack).resource("security_group_rule", "medical-worker_ingress-tcp-443-sites-north").description,
    ).toBe(`${"a".repeat(100)}; ${"b".repeat(25)}…`);
  });

  it.each([
    [Port.esp(), "esp"],
    [Port.vrrp(), "vrrp"],
  ])("refuses %s, which ctyun could only open as everything", (port, protocol) => {
    const { group } = newSecurityGroup();
    expect(() => {
      group.connections.allowFrom(sites, port, "infrastructure ipsec");
    }).toThrow(
      `got a rule for protocol ${protocol}, ctyun allows tcp, udp and icmp, or any, which would open everything: let IPsec peers use NAT traversal (udp/4500)`,
    );
  });

  it("wants a subnet of its role", () => {
    const stack = newStack();
    const network = newNetwork(stack, "medical");
    expect(() =>
      newCloud().createSecurityGroup(stack, "data", { name: "prod-medical-data", network, role: "data" }),
    ).toThrow("network prod-medical has no data subnet, only load-balancer, worker: add one to the zone's subnets");
  });

  it("wants a name that ctyun takes", () => {
    const stack = newStack();
    const network = newNetwork(stack, "medical");
    const name = "production-medical-control-plane-1";
    expect(() => newCloud().createSecurityGroup(stack, "worker", { name, network, role: "worker" })).toThrow(
      `got name "${name}" of 34 characters, expected 2 to 32 in ctyun`,
    );
  });
});
