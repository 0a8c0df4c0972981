import { explain } from "../../../src/analysis/isolation/explanation/explain";
import { analyseIsolation } from "../../../src/analysis/isolation/isolation";
import type { Intent } from "../../../src/analysis/isolation/judgement/intent";
import { addressesOf } from "../../../src/analysis/sets/ipv4-addresses";
import { ServiceSet } from "../../../src/analysis/sets/service-set";
import { line, type Values } from "./support/seeded";

const NOTHING_DECLARED: Intent = { zones: [], separated: [], connections: [], sourceOf: () => undefined };

/** Two machines of one ctyun VPC, `web` and `database`, as somebody else would write them. */
function vpc(rules: Values, others: Values = {}) {
  const machine = (role: string) => ({
    vpc_id: "${ctyun_vpc.main.id}",
    subnet_id: `\${ctyun_subnet.${role}.id}`,
    security_group_ids: [`\${ctyun_security_group.${role}.id}`],
  });
  const resource = {
    ctyun_vpc: { main: { cidr: "192.168.0.0/16" } },
    ctyun_subnet: {
      web: { vpc_id: "${ctyun_vpc.main.id}", cidr: "192.168.1.0/24" },
      database: { vpc_id: "${ctyun_vpc.main.id}", cidr: "192.168.2.0/24" },
    },
    ctyun_security_group: { web: { vpc_id: "${ctyun_vpc.main.id}" }, database: { vpc_id: "${ctyun_vpc.main.id}" } },
    ctyun_ecs: { web: machine("web"), database: machine("database") },
    ctyun_security_group_rule: {
      out: rule("web", "egress", { protocol: "any", dest_cidr_ip: "192.168.2.0/24" }),
      ...rules,
    },
    ...others,
  };
  return [{ name: "main", terraform: { resource } }];
}

function rule(group: string, direction: string, values: Values): Values {
  return {
    security_group_id: `\${ctyun_security_group.${group}.id}`,
    direction,
    action: "accept",
    ether_type: "ipv4",
    ...values,
  };
}

const open = (rules: Values, others?: Values) =>
  analyseIsolation(vpc(rules, others), NOTHING_DECLARED).violations.map(line);

describe("Terraform that this project did not make", () => {
  it("is judged by what passes both ends", () => {
    expect(open({})).toEqual([]);
    expect(
      open({ in: rule("database", "ingress", { protocol: "tcp", range: "5432", dest_cidr_ip: "192.168.1.0/24" }) }),
    ).toEqual(["undeclared: ctyun_ecs.web -> ctyun_ecs.database tcp/5432"]);
  });

  it("takes a rule without a peer for everybody, as the provider does", () => {
    expect(open({ in: rule("database", "ingress", { protocol: "tcp", range: "22" }) })).toEqual([
      "undeclared: ctyun_ecs.web -> ctyun_ecs.database tcp/22",
    ]);
  });

  it("lets the smallest priority decide, and among equals the drop", () => {
    const accept = rule("database", "ingress", { protocol: "tcp", range: "1-100", priority: 10 });
    const drop = (priority: number) =>
      rule("database", "ingress", { protocol: "tcp", range: "22", action: "drop", priority });
    expect(open({ accept, drop: drop(5) })).toEqual([
      "undeclared: ctyun_ecs.web -> ctyun_ecs.database tcp/1-21, tcp/23-100",
    ]);
    expect(open({ accept, drop: drop(10) })).toEqual([
      "undeclared: ctyun_ecs.web -> ctyun_ecs.database tcp/1-21, tcp/23-100",
    ]);
    expect(open({ accept, drop: drop(20) })).toEqual(["undeclared: ctyun_ecs.web -> ctyun_ecs.database tcp/1-100"]);
  });

  it("keeps separated zones apart even where somebody declared a flow between them, and wants no route between them", () => {
    const zone = (name: string, block: string) => ({ zone: name, cloud: "main", addresses: addressesOf(block) });
    const intent: Intent = {
      zones: [zone("internet", "192.168.1.0/24"), zone("medical", "192.168.2.0/24")],
      separated: [["internet", "medical"]],
      connections: [
        {
          cloud: "main",
          from: { name: "internet/web", addresses: addressesOf("192.168.1.0/24") },
          to: { name: "medical/database", addresses: addressesOf("192.168.2.0/24") },
          services: ServiceSet.parse("tcp/5432"),
          why: "flow web-to-database",
          source: "environments/main.yaml:1:1",
        },
      ],
      sourceOf: () => undefined,
    };
    const rules = {
      in: rule("database", "ingress", { protocol: "tcp", range: "5432", dest_cidr_ip: "192.168.1.0/24" }),
    };
    expect(analyseIsolation(vpc(rules), intent).violations.map(line)).toEqual([
      "separated: main internet/web -> main medical/database tcp/5432",
      "route: internet -> medical any",
      "route: medical -> internet any",
    ]);
  });

  it("reports what carries network meaning and is not read, never passing over it", () => {
    const { notUnderstood } = analyseIsolation(
      vpc(
        { in: rule("database", "ingress", { protocol: "tcp", range: "22", dest_cidr_ip: "${var.office}" }) },
        { ctyun_vpce_service_reverse_rule: { it: {} }, aws_security_group: { it: {} }, random_password: { it: {} } },
      ),
      NOTHING_DECLARED,
    );
    expect(notUnderstood).toEqual([
      {
        stack: "main",
        address: "ctyun_security_group_rule.in",
        what: "dest_cidr_ip has \u27e6var.office\u27e7, which is taken for the most that it can be",
      },
      {
        stack: "main",
        address: "ctyun_vpce_service_reverse_rule.it",
        what: "ctyun_vpce_service_reverse_rule is not read",
      },
      { stack: "main", address: "aws_security_group.it", what: "aws_security_group is not read" },
    ]);
  });

  it("explains which hop stops a connection", () => {
    const reachability = analyseIsolation(vpc({}), NOTHING_DECLARED);
    const stopped = (from: string, to: string) => explain(reachability, NOTHING_DECLARED, from, to, "tcp/22").stopped;
    expect(stopped("192.168.2.0/24", "192.168.1.0/24")).toEqual([
      "ctyun_ecs.database: no egress rule of its security groups allows it (ctyun_security_group.database)",
    ]);
    expect(stopped("192.168.1.0/24", "192.168.2.0/24")).toEqual([
      "ctyun_ecs.web: it is sent and routed by ctyun_subnet.database, and nothing there takes it in: no listener, no access list, no ingress rule",
    ]);
    expect(stopped("10.9.0.1", "192.168.2.0/24")).toEqual([
      "nothing of these stacks stands at the source: it has no public address, line or machine",
    ]);
  });

  it("explains which hop stops what comes from outside", () => {
    const others = {
      ctyun_eip_association: { web: { instance_id: "${ctyun_ecs.web.id}", association_type: "vm" } },
      ctyun_vpc_route_table: { main: { vpc_id: "${ctyun_vpc.main.id}" } },
      ctyun_vpc_route_table_rule: {
        office: {
          route_table_id: "${ctyun_vpc_route_table.main.id}",
          destination: "10.9.0.0/16",
          ip_version: 4,
          next_hop_type: "dc",
          next_hop_id: "line-1",
        },
      },
    };
    const rules = { in: rule("web", "ingress", { protocol: "tcp", range: "443" }) };
    const reachability = analyseIsolation(vpc(rules, others), NOTHING_DECLARED);
    const stopped = (from: string, to: string) => explain(reachability, NOTHING_DECLARED, from, to, "tcp/22").stopped;
    const closed = "and nothing there takes it in: no listener, no access list, no ingress rule";
    expect(stopped("internet", "192.168.1.0/24")).toEqual([
      `internet: it is sent and routed by ctyun_eip_association.web, ${closed}`,
    ]);
    expect(stopped("internet", "192.168.2.0/24")).toEqual(["internet: no public address leads there"]);
    expect(stopped("10.9.0.1", "192.168.2.0/24")).toEqual([
      `lines of ctyun_vpc.main: it is sent and routed by ctyun_subnet.database, ${closed}`,
    ]);
    expect(stopped("10.9.0.1", "172.16.0.1")).toEqual(["lines of ctyun_vpc.main: no route leads there"]);
  });
});
