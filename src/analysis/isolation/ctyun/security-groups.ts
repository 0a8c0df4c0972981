import type { Resource } from "../../../terraform/configuration";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { PROTOCOL_NUMBERS, ServiceSet } from "../../sets/service-set";
import type { Arguments } from "../model/arguments";
import { keyOf, type SecurityRule, type TopologyDraft } from "../model/topology";

/** What the provider's code sets when a rule has none. */
const DEFAULT_PRIORITY = 1;
const RANGE = /^(\d+)(?:-(\d+))?$/;

/** ctyun's security groups: stateful; rules accept or drop, the smallest priority first; what no rule accepts is dropped. */
export function readSecurityGroups(given: Arguments, draft: TopologyDraft): void {
  for (const resource of given.configuration.ofType("ctyun_security_group")) {
    draft.securityGroups.set(keyOf(resource), { key: keyOf(resource), origin: resource, rules: [] });
  }
  for (const resource of given.configuration.ofType("ctyun_security_group_rule")) {
    const group = given.required(draft.securityGroups, resource, "security_group_id");
    const rule = readRule(given, resource);
    if (rule) group?.rules.push(rule);
  }
}

function readRule(given: Arguments, resource: Resource): SecurityRule | undefined {
  if (given.text(resource, "ether_type")?.toLowerCase() === "ipv6") {
    given.report(resource, "IPv6 is not read");
    return undefined;
  }
  const direction = given.text(resource, "direction");
  const action = given.text(resource, "action");
  if ((direction !== "ingress" && direction !== "egress") || (action !== "accept" && action !== "drop")) {
    given.report(resource, "its direction or action is not known");
    return undefined;
  }
  return {
    origin: resource,
    direction,
    action,
    priority: given.number(resource, "priority") ?? DEFAULT_PRIORITY,
    services: readServices(given, resource),
    // Left out, the provider sends 0.0.0.0/0.
    remote: given.addresses(resource, "dest_cidr_ip", ANY_ADDRESS) ?? ANY_ADDRESS,
  };
}

function readServices(given: Arguments, resource: Resource): ServiceSet {
  const named = given.text(resource, "protocol")?.toLowerCase() ?? "any";
  if (named === "any") return ServiceSet.ANY;
  const protocol = PROTOCOL_NUMBERS.get(named);
  if (protocol === undefined) {
    given.report(resource, `protocol ${named} is not known, taken for any`);
    return ServiceSet.ANY;
  }
  const [, first, last = first] = RANGE.exec(given.text(resource, "range") ?? "") ?? [];
  return first === undefined ? ServiceSet.protocol(protocol) : ServiceSet.ports(protocol, Number(first), Number(last));
}
