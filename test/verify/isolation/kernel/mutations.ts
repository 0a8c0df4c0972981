import { record, type StackJson } from "./lay-out/terraform-json";

type Values = Readonly<Record<string, unknown>>;
/** What becomes of a resource; undefined takes it away. */
type Mutation = (type: string, values: Values) => Values | undefined;

const RULE = /_(?:secgroup_rule_v2|security_group_rule)$/;

/** Faults of the clouds, or misreadings, that the comparison must see. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  "no rule for what comes in": (type, values) =>
    RULE.test(type) && values.direction === "ingress" && values.action !== "drop" ? undefined : values,
  "a drop that accepts": (type, values) =>
    type === "ctyun_security_group_rule" && values.action === "drop" ? { ...values, action: "accept" } : values,
  "every range of ports one port longer": (type, values) => (RULE.test(type) ? longer(values) : values),
  "every block of a rule twice as wide": (type, values) => (RULE.test(type) ? wider(values) : values),
  "a group's members unknown to its peers": (_, { remote_group_id: group, ...values }) =>
    group === undefined ? values : { ...values, remote_ip_prefix: "192.0.2.0/32" },
  "no routes": (type, values) => (/_route_v2$|_route_table_rule$/.test(type) ? undefined : values),
  "no elastic addresses": (type, values) => (type === "ctyun_eip_association" ? undefined : values),
  "no sources that are translated": (type, values) => (type === "ctyun_nat_snat" ? undefined : values),
  "port security nowhere": (type, values) =>
    type === "openstack_networking_port_v2" && values.port_security_enabled === false
      ? { ...values, port_security_enabled: true, no_security_groups: true }
      : values,
};

export function mutated(files: readonly StackJson[], mutation: Mutation): StackJson[] {
  return files.map(({ name, terraform }) => ({
    name,
    terraform: {
      ...terraform,
      resource: mapped(terraform.resource, (type, resources) =>
        mapped(resources, (_, values) => mutation(type, record(values))),
      ),
    },
  }));
}

function longer(values: Values): Values {
  const { port_range_max: last, protocol, range } = values;
  if (typeof last === "number" && protocol !== "icmp") return { ...values, port_range_max: Math.min(last + 1, 65535) };
  const [first, end = first] = typeof range === "string" ? range.split("-").map(Number) : [];
  return first === undefined || end === undefined
    ? values
    : { ...values, range: `${first}-${Math.min(end + 1, 65535)}` };
}

function wider(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([argument, value]) => {
      if (argument !== "remote_ip_prefix" && argument !== "dest_cidr_ip") return [argument, value];
      const [address, length] = String(value).split("/");
      return [argument, `${address ?? ""}/${Math.max(Number(length) - 1, 0)}`];
    }),
  );
}

function mapped(value: unknown, change: (key: string, value: unknown) => unknown): Values {
  const entries = Object.entries(record(value)).map(([key, inner]) => [key, change(key, inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}
