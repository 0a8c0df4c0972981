import { asDirection, peerMatch } from "./security";
import { items, text, type TerraformJson, type WrittenResource } from "./terraform-json";

type Direction = "ingress" | "egress";

/** Which protocols' rules have ports (Neutron, `port_range_min`). */
const WITH_PORTS: ReadonlyMap<string, string> = new Map([
  ["tcp", "tcp"],
  ["6", "tcp"],
  ["udp", "udp"],
  ["17", "udp"],
  ["sctp", "sctp"],
  ["dccp", "dccp"],
]);

/**
 * Neutron's security groups: rules only allow, so their order does not matter. A new group allows all egress until its default
 * rules are deleted. A remote group stands for the fixed addresses and the allowed address pairs of its members.
 */
export class OpenstackSecurityGroups {
  private readonly lines = new Map<string, Record<Direction, string[]>>();

  /** @param members the blocks of each group's members */
  constructor(json: TerraformJson, members: ReadonlyMap<string, readonly string[]>) {
    for (const group of json.ofType("openstack_networking_secgroup_v2")) {
      const hasDefaults = group.values.delete_default_rules !== true;
      this.lines.set(group.key, { ingress: [], egress: hasDefaults ? ["accept"] : [] });
    }
    for (const rule of json.ofType("openstack_networking_secgroup_rule_v2")) {
      if (text(rule, "ethertype") !== "IPv4") continue;
      const direction = asDirection(rule.values.direction);
      const lines = this.lines.get(json.required(rule, "security_group_id"));
      if (!lines) throw new Error(`${rule.key}: its group is not laid out`);
      for (const peer of peers(json, rule, members))
        lines[direction].push(
          [...(peer === undefined ? [] : [peerMatch(direction, peer)]), ...service(rule), "accept"].join(" "),
        );
    }
  }

  of(groups: readonly string[], direction: Direction): string[] {
    return groups.flatMap((group) => {
      const lines = this.lines.get(group);
      if (!lines) throw new Error(`${group} is not laid out`);
      return lines[direction];
    });
  }
}

/** Blocks; undefined stands for everybody. */
function peers(
  json: TerraformJson,
  rule: WrittenResource,
  members: ReadonlyMap<string, readonly string[]>,
): readonly (string | undefined)[] {
  const group = json.target(rule, rule.values.remote_group_id);
  if (group !== undefined) return members.get(group) ?? [];
  const prefix = rule.values.remote_ip_prefix;
  return [typeof prefix === "string" && prefix !== "" ? prefix : undefined];
}

/** Of ICMP the lowest port is the type and the highest the code. The provider does not send a zero. */
function service(rule: WrittenResource): string[] {
  const { protocol, port_range_min: low, port_range_max: high } = rule.values;
  if (typeof protocol !== "string" || protocol === "") return [];
  const ports = WITH_PORTS.get(protocol);
  if (ports !== undefined)
    return typeof low === "number" ? [`${ports} dport ${low}-${Number(high ?? low)}`] : [`meta l4proto ${ports}`];
  if (protocol !== "icmp") return [`meta l4proto ${protocol}`];
  if (!low) return ["meta l4proto icmp"];
  return [`icmp type ${Number(low)}`, ...(high ? [`icmp code ${Number(high)}`] : [])];
}

/** The groups of a port; undefined when nothing judges it. */
export function groupsOf(json: TerraformJson, port: WrittenResource): string[] | undefined {
  const { port_security_enabled: isSecured, no_security_groups: hasNone, security_group_ids: groups } = port.values;
  if (isSecured === false || hasNone === true) return undefined;
  return items(groups).map((group) => {
    const key = json.target(port, group);
    if (key === undefined) throw new Error(`${port.key}: a security group of it is not laid out`);
    return key;
  });
}
