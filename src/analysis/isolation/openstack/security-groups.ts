import type { Resource } from "../../../terraform/configuration";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { PROTOCOL_NUMBERS, ServiceSet } from "../../sets/service-set";
import { describe, type Arguments } from "../model/arguments";
import { keyOf, type SecurityRule, type TopologyDraft } from "../model/topology";

/** Every rule of Neutron's allows: their order does not matter. */
const ONLY_PRIORITY = 0;
const ICMP = 1;
const WITH_PORTS: ReadonlySet<number> = new Set([6, 17, 33, 132, 136]);

/** Neutron's security groups: stateful, everything that no rule allows is dropped. */
export function readSecurityGroups(given: Arguments, draft: TopologyDraft): void {
  for (const resource of given.configuration.ofType("openstack_networking_secgroup_v2")) {
    const key = keyOf(resource);
    draft.securityGroups.set(key, {
      key,
      origin: resource,
      // Neutron adds two egress rules, unless Terraform takes them away.
      rules: given.value(resource, "delete_default_rules") === true ? [] : [anyEgress(resource)],
    });
  }
  for (const resource of given.configuration.ofType("openstack_networking_secgroup_rule_v2")) {
    const group = given.required(draft.securityGroups, resource, "security_group_id");
    const rule = readRule(given, resource);
    if (rule) group?.rules.push(rule);
  }
}

function anyEgress(origin: Resource): SecurityRule {
  return {
    origin,
    direction: "egress",
    action: "accept",
    priority: ONLY_PRIORITY,
    services: ServiceSet.ANY,
    remote: ANY_ADDRESS,
  };
}

function readRule(given: Arguments, resource: Resource): SecurityRule | undefined {
  if (given.text(resource, "ethertype") === "IPv6") {
    given.report(resource, "IPv6 is not read");
    return undefined;
  }
  const direction = given.text(resource, "direction");
  if (direction !== "ingress" && direction !== "egress") {
    given.report(resource, "its direction is not known");
    return undefined;
  }
  return {
    origin: resource,
    direction,
    action: "accept",
    priority: ONLY_PRIORITY,
    services: readServices(given, resource),
    remote: readRemote(given, resource),
  };
}

function readRemote(given: Arguments, resource: Resource): SecurityRule["remote"] {
  const remoteGroup = given.value(resource, "remote_group_id");
  if (remoteGroup !== undefined && remoteGroup !== "") {
    const group = given.target(resource, "remote_group_id");
    if (group !== undefined) return { group };
    given.report(resource, "remote_group_id is not known, taken for any address");
    return ANY_ADDRESS;
  }
  if (given.value(resource, "remote_address_group_id") !== undefined) {
    given.report(resource, "remote_address_group_id is not read, taken for any address");
    return ANY_ADDRESS;
  }
  return given.addresses(resource, "remote_ip_prefix", ANY_ADDRESS) ?? ANY_ADDRESS;
}

/** Neutron keeps an ICMP type where other protocols keep their lowest port, and the code where they keep the highest. */
function readServices(given: Arguments, resource: Resource): ServiceSet {
  const named = given.value(resource, "protocol");
  if (named === undefined || named === "") return ServiceSet.ANY;
  const protocol = PROTOCOL_NUMBERS.get(describe(named)) ?? Number(named);
  if (Number.isNaN(protocol)) {
    given.report(resource, `protocol ${describe(named)} is not known, taken for any`);
    return ServiceSet.ANY;
  }
  const first = given.number(resource, "port_range_min");
  const last = given.number(resource, "port_range_max");
  if (protocol === ICMP) {
    // The provider leaves zeros out of its request: type 0 becomes every type, and code 0 every code.
    return ServiceSet.icmp(first === 0 ? undefined : first, last === 0 ? undefined : last);
  }
  if (!WITH_PORTS.has(protocol) || first === undefined) return ServiceSet.protocol(protocol);
  return ServiceSet.ports(protocol, first, last ?? first);
}
