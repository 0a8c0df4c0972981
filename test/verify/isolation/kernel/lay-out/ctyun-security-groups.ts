import { asDirection, peerMatch } from "./security";
import { text, type TerraformJson, type WrittenResource } from "./terraform-json";

type Direction = "ingress" | "egress";

/** What the provider's code sends when a rule has no priority. */
const DEFAULT_PRIORITY = 1;

/**
 * ctyun's security groups: the rules of all groups of a machine together, the smallest priority first, and a drop before an
 * accept of the same priority.
 *
 * @returns the lines of a machine's groups
 */
export function ctyunRules(
  json: TerraformJson,
): (groups: readonly (string | undefined)[], direction: Direction) => string[] {
  const rules = json.ofType("ctyun_security_group_rule").flatMap((rule) => {
    if (String(rule.values.ether_type).toLowerCase() !== "ipv4") return [];
    return [
      {
        group: json.required(rule, "security_group_id"),
        direction: asDirection(rule.values.direction),
        priority: Number(rule.values.priority ?? DEFAULT_PRIORITY),
        verdict: verdict(rule),
        rule,
      },
    ];
  });
  const inOrder = [...rules].sort(
    (left, right) =>
      left.priority - right.priority || Number(right.verdict === "drop") - Number(left.verdict === "drop"),
  );
  return (groups, direction) =>
    inOrder
      .filter((each) => groups.includes(each.group) && each.direction === direction)
      .map(({ rule, verdict: what }) => [...peer(rule, direction), ...service(rule), what].join(" "));
}

function verdict(rule: WrittenResource): "accept" | "drop" {
  const action = text(rule, "action");
  if (action === "accept" || action === "drop") return action;
  throw new Error(`${rule.key}: got action ${action}, expected accept or drop`);
}

/** Without a peer the provider sends 0.0.0.0/0. */
function peer(rule: WrittenResource, direction: Direction): string[] {
  const { dest_cidr_ip: block } = rule.values;
  return typeof block === "string" ? [peerMatch(direction, block)] : [];
}

function service(rule: WrittenResource): string[] {
  const { range } = rule.values;
  const protocol = text(rule, "protocol").toLowerCase();
  if (protocol === "any") return [];
  return typeof range === "string" ? [`${protocol} dport ${range}`] : [`meta l4proto ${protocol}`];
}
