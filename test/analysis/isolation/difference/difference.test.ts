import {
  isolationDifference,
  isWithoutDifference,
  type IsolationDifference,
} from "../../../../src/analysis/isolation/difference/difference";
import { analyseIsolation } from "../../../../src/analysis/isolation/isolation";
import type { Intent } from "../../../../src/analysis/isolation/judgement/intent";
import { addressesOf, formatAddresses } from "../../../../src/analysis/sets/ipv4-addresses";
import { ServiceSet } from "../../../../src/analysis/sets/service-set";
import { line, type Values } from "../support/seeded";

const WEB = "192.168.1.0/24";
const DATABASE = "192.168.2.0/24";

/** A machine for the web and a database in two zones of a VPC, and what the database lets in. */
function side(ingress: Readonly<Record<string, Values>>, { webName = "internet/web", others = {} } = {}) {
  const machine = (role: string) => ({
    vpc_id: "${ctyun_vpc.main.id}",
    subnet_id: `\${ctyun_subnet.${role}.id}`,
    security_group_ids: [`\${ctyun_security_group.${role}.id}`],
  });
  const rule = (group: string, direction: string, values: Values) => ({
    security_group_id: `\${ctyun_security_group.${group}.id}`,
    direction,
    action: "accept",
    ether_type: "ipv4",
    ...values,
  });
  const rules = Object.entries(ingress).map(
    ([name, values]) => [name, rule("database", "ingress", { protocol: "tcp", dest_cidr_ip: WEB, ...values })] as const,
  );
  const resource = {
    ctyun_vpc: { main: { cidr: "192.168.0.0/16" } },
    ctyun_subnet: {
      web: { vpc_id: "${ctyun_vpc.main.id}", cidr: WEB },
      database: { vpc_id: "${ctyun_vpc.main.id}", cidr: DATABASE },
    },
    ctyun_security_group: { web: { vpc_id: "${ctyun_vpc.main.id}" }, database: { vpc_id: "${ctyun_vpc.main.id}" } },
    ctyun_ecs: { web: machine("web"), database: machine("database") },
    ctyun_security_group_rule: {
      out: rule("web", "egress", { protocol: "any", dest_cidr_ip: DATABASE }),
      ...Object.fromEntries(rules),
    },
    ...others,
  };
  const intent: Intent = {
    zones: [
      { zone: "internet", cloud: "main", addresses: addressesOf(WEB) },
      { zone: "medical", cloud: "main", addresses: addressesOf(DATABASE) },
    ],
    separated: [],
    connections: [
      {
        cloud: "main",
        from: { name: webName, addresses: addressesOf(WEB) },
        to: { name: "medical/database", addresses: addressesOf(DATABASE) },
        services: ServiceSet.parse("tcp/5432"),
        why: "flow web-to-database",
        source: "environments/main.yaml:1:1",
      },
    ],
    sourceOf: (_, address) => `environments/main.yaml:${address.length}:1`,
  };
  return { ...analyseIsolation([{ name: "main", terraform: { resource } }], intent), intent };
}

const shown = ({ opened, closed }: IsolationDifference) => {
  const lineOf = ({ from, to, services, sources, destinations }: IsolationDifference["opened"][number]) =>
    `${from} -> ${to} ${services.toString()} (${formatAddresses(sources)} to ${formatAddresses(destinations)})`;
  return { opened: opened.map(lineOf), closed: closed.map(lineOf) };
};

describe("what a change opens and closes", () => {
  it("is nothing when the same passes, by whichever rules", () => {
    const difference = isolationDifference(
      side({ in: { range: "5432-5433" } }),
      side({ one: { range: "5432" }, two: { range: "5433" } }),
    );
    expect(shown(difference)).toEqual({ opened: [], closed: [] });
    expect(isWithoutDifference(difference)).toBe(true);
  });

  it("is exactly what a rule is wider by, with the rule and its line", () => {
    const difference = isolationDifference(
      side({ in: { range: "5432", dest_cidr_ip: "192.168.1.0/25" } }),
      side({ in: { range: "5430-5432" } }),
    );
    expect(shown(difference)).toEqual({
      opened: [
        "main internet/web -> main medical/database tcp/5430-5431 (192.168.1.0/25 to 192.168.2.0/24)",
        "main internet/web -> main medical/database tcp/5430-5432 (192.168.1.128/25 to 192.168.2.0/24)",
      ],
      closed: [],
    });
    expect(difference.opened[0]?.witness).toContainEqual({
      stack: "main",
      address: "ctyun_security_group_rule.in",
      what: "allows ingress of tcp/5430-5432",
      source: "environments/main.yaml:28:1",
    });
    expect(isWithoutDifference(difference)).toBe(false);
  });

  it("tells of what is closed what let it pass", () => {
    const { closed, opened } = isolationDifference(side({ old: { range: "5432" } }), side({}));
    expect(opened).toEqual([]);
    expect(closed.map(({ witness }) => witness.map(({ address }) => address))).toEqual([
      expect.arrayContaining(["ctyun_security_group_rule.old"]),
    ]);
  });

  it("shows a renamed place as closed and opened, and its zones as unchanged", () => {
    const rules = { in: { range: "5432" } };
    const difference = isolationDifference(side(rules), side(rules, { webName: "internet/portal" }));
    expect(shown(difference)).toEqual({
      opened: ["main internet/portal -> main medical/database tcp/5432 (192.168.1.0/24 to 192.168.2.0/24)"],
      closed: ["main internet/web -> main medical/database tcp/5432 (192.168.1.0/24 to 192.168.2.0/24)"],
    });
    expect(difference.zones).toEqual([]);
  });

  it("sums up by zones", () => {
    const { zones } = isolationDifference(side({ in: { range: "80-443" } }), side({ in: { range: "443-444" } }));
    expect(zones.map(({ from, to, opened, closed }) => [from, to, opened.toString(), closed.toString()])).toEqual([
      ["internet", "medical", "tcp/444", "tcp/80-442"],
    ]);
  });
});

describe("what a change violates", () => {
  it("is new as far as it did not violate anything before", () => {
    const { newViolations, goneViolations } = isolationDifference(
      side({ in: { range: "5432-5433" } }),
      side({ in: { range: "5432-5434" } }),
    );
    expect(newViolations.map(line)).toEqual(["undeclared: main internet/web -> main medical/database tcp/5434"]);
    expect(goneViolations).toEqual([]);
  });

  it("is gone as far as it no longer violates anything", () => {
    const { newViolations, goneViolations } = isolationDifference(
      side({ in: { range: "5432-5434" } }),
      side({ in: { range: "5432-5433" } }),
    );
    expect(newViolations).toEqual([]);
    expect(goneViolations.map(line)).toEqual(["undeclared: main internet/web -> main medical/database tcp/5434"]);
  });

  it("is told as not understood where only the change is", () => {
    const others = { ctyun_vpce_service_reverse_rule: { it: {} } };
    const rules = { in: { range: "5432" } };
    const { newlyNotUnderstood } = isolationDifference(side(rules), side(rules, { others }));
    expect(newlyNotUnderstood.map(({ what }) => what)).toEqual(["ctyun_vpce_service_reverse_rule is not read"]);
    expect(isolationDifference(side(rules, { others }), side(rules, { others })).newlyNotUnderstood).toEqual([]);
  });
});
