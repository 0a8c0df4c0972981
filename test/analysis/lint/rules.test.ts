import { connection, found, type Resources, type Values } from "./support/linted";

/** One ctyun machine at 10.0.1.5 with a security group, everything declared that its rules could be for. */
function machine(rules: Record<string, Values>, others: Resources = {}): Resources {
  return {
    ctyun_vpc: { main: { cidr: "10.0.0.0/16" } },
    ctyun_subnet: { web: { vpc_id: "${ctyun_vpc.main.id}", cidr: "10.0.1.0/24" } },
    ctyun_security_group: { web: { vpc_id: "${ctyun_vpc.main.id}" } },
    ctyun_ecs: {
      web: {
        subnet_id: "${ctyun_subnet.web.id}",
        fixed_ip: "10.0.1.5",
        security_group_ids: ["${ctyun_security_group.web.id}"],
      },
    },
    ctyun_security_group_rule: rules,
    ...others,
  };
}

function rule(range: string, block: string, values: Values = {}): Values {
  return {
    security_group_id: "${ctyun_security_group.web.id}",
    direction: "ingress",
    action: "accept",
    protocol: "tcp",
    range,
    dest_cidr_ip: block,
    ...values,
  };
}

const anything = [connection("0.0.0.0/0", "0.0.0.0/0", "any")];
const rules = (given: Record<string, Values>) => found(machine(given), anything);

describe("a rule that a wider one shadows", () => {
  it("is found with the rule that shadows it", () => {
    expect(rules({ wide: rule("80-90", "10.0.0.0/8"), narrow: rule("80", "10.2.0.0/16") })).toEqual([
      "shadowed-rule: ctyun_security_group_rule.narrow < ctyun_security_group_rule.wide",
    ]);
  });

  it("is the later one of two that are equal", () => {
    expect(rules({ first: rule("80", "10.2.0.0/16"), second: rule("80", "10.2.0.0/16") })).toEqual([
      "shadowed-rule: ctyun_security_group_rule.second < ctyun_security_group_rule.first",
    ]);
  });

  it("is none when one port or one address stands out, or the blocks are neighbours", () => {
    expect(rules({ wide: rule("80-90", "10.2.0.0/16"), port: rule("90-91", "10.2.0.0/16") })).toEqual([]);
    expect(rules({ wide: rule("80-90", "10.2.0.0/17"), block: rule("80", "10.2.0.0/16") })).toEqual([]);
    expect(rules({ left: rule("80", "10.2.0.0/24"), right: rule("80", "10.2.1.0/24") })).toEqual([]);
  });

  it("is none of the other direction or the other protocol", () => {
    const wide = rule("1-65535", "0.0.0.0/0");
    expect(rules({ wide, other: rule("80", "10.2.0.0/16", { direction: "egress" }) })).toEqual([]);
    expect(rules({ wide, other: rule("80", "10.2.0.0/16", { protocol: "udp" }) })).toEqual([]);
  });

  it("is judged after the other: a smaller priority, or among equals a drop", () => {
    const accept = rule("80", "10.2.0.0/16", { priority: 10 });
    const drop = (priority: number) => rule("80", "10.0.0.0/8", { action: "drop", priority });
    const shadowed = ["shadowed-rule: ctyun_security_group_rule.accept < ctyun_security_group_rule.drop"];
    expect(rules({ accept, drop: drop(9) })).toEqual(shadowed);
    expect(rules({ accept, drop: drop(10) })).toEqual(shadowed);
    expect(rules({ accept, drop: drop(11) })).toEqual([]);
    const narrowDrop = rule("80", "10.2.0.0/16", { action: "drop", priority: 10 });
    expect(rules({ wide: rule("80", "10.0.0.0/8", { priority: 10 }), narrowDrop })).toEqual([]);
  });

  it("is none beside a rule that is taken for wider than it may be", () => {
    expect(rules({ unknown: rule("80", "${var.office}"), narrow: rule("80", "10.2.0.0/16") })).toEqual([]);
  });
});

describe("a rule that no flow needs", () => {
  const given = (range: string, block: string) => machine({ it: rule(range, block) });
  const flow = [connection("10.2.0.0/24", "10.0.1.5", "tcp/80")];
  const unneeded = ["unneeded-rule: ctyun_security_group_rule.it"];

  it("is found one port, one address and one machine beside the flow", () => {
    expect(found(given("81-90", "10.2.0.0/24"), flow)).toEqual(unneeded);
    expect(found(given("80", "10.2.1.0/24"), flow)).toEqual(unneeded);
    expect(found(given("80", "10.2.0.0/24"), [connection("10.2.0.0/24", "10.0.1.6", "tcp/80")])).toEqual(unneeded);
  });

  it("is none where the flow has one address and one port of it", () => {
    expect(found(given("80-90", "10.0.0.0/8"), flow)).toEqual([]);
    expect(found(given("80", "10.2.0.255/32"), flow)).toEqual([]);
  });

  it("is no drop", () => {
    expect(found(machine({ it: rule("1", "10.9.0.0/16", { action: "drop" }) }), flow)).toEqual([]);
  });
});

describe("a security group", () => {
  const other = { web: { vpc_id: "${ctyun_vpc.main.id}" }, idle: { vpc_id: "${ctyun_vpc.main.id}" } };

  it("is found on nothing, though it has a rule", () => {
    const idle = rule("80", "10.2.0.0/16", { security_group_id: "${ctyun_security_group.idle.id}" });
    expect(found(machine({ idle }, { ctyun_security_group: other }), anything)).toEqual([
      "unused-security-group: ctyun_security_group.idle",
    ]);
  });

  it("is used by a resource that is not read, and perhaps by one whose groups are not known", () => {
    const user = (groups: unknown) => ({
      ctyun_security_group: other,
      ctyun_redis: { it: { security_group_id: groups } },
    });
    expect(found(machine({}, user("${ctyun_security_group.idle.id}")), anything)).toEqual([]);
    expect(found(machine({}, user("${var.group}")), anything)).toEqual([]);
  });
});

describe("a rule whose peer is a group", () => {
  const group = (name: string) => `\${openstack_networking_secgroup_v2.${name}.id}`;
  const openstackRule = (peer: Values): Values => ({
    security_group_id: group("web"),
    direction: "ingress",
    ethertype: "IPv4",
    protocol: "tcp",
    port_range_min: 80,
    port_range_max: 80,
    ...peer,
  });
  const port = (name: string, address: string): Values => ({
    fixed_ip: [{ subnet_id: "${openstack_networking_subnet_v2.it.id}", ip_address: address }],
    security_group_ids: [group(name)],
  });
  const openstack = (given: Record<string, Values>): string[] =>
    found(
      {
        openstack_networking_subnet_v2: { it: { cidr: "10.1.0.0/24" } },
        openstack_networking_secgroup_v2: { web: { delete_default_rules: true }, peer: { delete_default_rules: true } },
        openstack_networking_port_v2: { web: port("web", "10.1.0.5"), peer: port("peer", "10.1.0.9") },
        openstack_networking_secgroup_rule_v2: given,
      },
      anything,
    );
  const named = openstackRule({ remote_group_id: group("peer") });

  it("is shadowed by the same group and by a block with every machine of it", () => {
    const shadowed = (by: string) => [
      `shadowed-rule: openstack_networking_secgroup_rule_v2.named < openstack_networking_secgroup_rule_v2.${by}`,
    ];
    expect(openstack({ block: openstackRule({ remote_ip_prefix: "10.1.0.8/31" }), named })).toEqual(shadowed("block"));
    expect(openstack({ first: named, named })).toEqual(shadowed("first"));
  });

  it("is not shadowed by a block beside it, and shadows no block", () => {
    expect(openstack({ block: openstackRule({ remote_ip_prefix: "10.1.0.10/31" }), named })).toEqual([]);
    expect(
      openstack({ named, block: openstackRule({ remote_ip_prefix: "10.1.0.8/30" }) }).map(
        (line) => line.split(" < ")[0],
      ),
    ).toEqual(["shadowed-rule: openstack_networking_secgroup_rule_v2.named"]);
    expect(openstack({ named, block: openstackRule({ remote_ip_prefix: "10.1.0.10/32" }) })).toEqual([]);
  });
});
