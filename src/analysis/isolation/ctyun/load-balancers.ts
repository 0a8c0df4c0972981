import type { Resource } from "../../../terraform/configuration";
import { isValueRecord, type Value } from "../../../terraform/symbolic-value";
import { addTo } from "../../collections";
import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { ServiceSet } from "../../sets/service-set";
import { readAddresses, targetOf, type Arguments } from "../model/arguments";
import { keyOf, type Key, type Listener, type Member, type TopologyDraft } from "../model/topology";

const TCP = 6;
const UDP = 17;
const LAST_PORT = 65535;

/** ctyun's load balancers. A listener has a white list, a black list, or admits everybody. */
export function readLoadBalancers(given: Arguments, draft: TopologyDraft): void {
  const { configuration } = given;
  for (const resource of configuration.ofType("ctyun_elb_loadbalancer")) {
    const key = keyOf(resource);
    const subnet = given.required(draft.subnets, resource, "subnet_id");
    if (!subnet) continue;
    const address = readAddresses(given.value(resource, "private_ip_address")) ?? subnet.allotted;
    draft.loadBalancers.set(key, { key, origin: resource, subnet: subnet.key, address, listeners: [] });
    const hasPublicAddress = given.value(resource, "eip_id") !== undefined;
    if (hasPublicAddress) draft.publicAddresses.push({ origin: resource, target: key });
  }
  const groups = membersByGroup(given);
  const lists = new Map(
    configuration
      .ofType("ctyun_elb_acl")
      .map((resource) => [
        keyOf(resource),
        { resource, addresses: given.addresses(resource, "source_ips", ANY_ADDRESS) ?? IntervalSet.EMPTY },
      ]),
  );
  for (const resource of configuration.ofType("ctyun_elb_listener")) {
    const loadBalancer = given.required(draft.loadBalancers, resource, "loadbalancer_id");
    loadBalancer?.listeners.push(readListener(given, resource, groups, lists));
  }
}

function readListener(
  given: Arguments,
  resource: Resource,
  groups: ReadonlyMap<Key, Member[]>,
  lists: ReadonlyMap<Key, { readonly resource: Resource; readonly addresses: IntervalSet }>,
): Listener {
  const targetGroups = given.value(resource, "target_groups");
  const named = (Array.isArray(targetGroups) ? (targetGroups as readonly Value[]) : []).filter(isValueRecord);
  if (named.length === 0) given.report(resource, "no target group leads on from it");
  const type = given.text(resource, "access_control_type")?.toLowerCase();
  const list = lists.get(given.target(resource, "access_control_id") ?? "");
  if (type !== undefined && type !== "close" && !list)
    given.report(resource, "its access list is not known, so it is taken to admit everybody");
  return {
    origin: resource,
    services: portService(given, resource, given.text(resource, "protocol")),
    sources: admitted(type, list?.addresses),
    accessList: list?.resource ?? resource,
    members: named.flatMap(({ target_group_id: group }) => groups.get(targetOf(group) ?? "") ?? []),
  };
}

function admitted(type: string | undefined, addresses: IntervalSet | undefined): IntervalSet {
  if (!addresses) return ANY_ADDRESS;
  if (type === "white") return addresses;
  return type === "black" ? ANY_ADDRESS.subtract(addresses) : ANY_ADDRESS;
}

function membersByGroup(given: Arguments): Map<Key, Member[]> {
  const { configuration } = given;
  const checks = new Map(
    configuration
      .ofType("ctyun_elb_health_check")
      .map((resource) => [keyOf(resource), given.number(resource, "protocol_port")]),
  );
  const targetGroups = new Map(
    configuration.ofType("ctyun_elb_target_group").map((resource) => [keyOf(resource), resource]),
  );
  const groups = new Map<Key, Member[]>();
  for (const resource of configuration.ofType("ctyun_elb_target")) {
    const group = given.requiredTarget(resource, "target_group_id");
    const machine = given.requiredTarget(resource, "instance_id");
    const targetGroup = targetGroups.get(group ?? "");
    if (group === undefined || machine === undefined || !targetGroup) continue;
    const checked = checks.get(given.target(targetGroup, "health_check_id") ?? "");
    const services = portService(given, resource, given.text(targetGroup, "protocol"));
    const member: Member = {
      origin: resource,
      target: { machine },
      services: checked === undefined ? services : services.union(ServiceSet.ports(TCP, checked)),
    };
    addTo(groups, group, member);
  }
  return groups;
}

function portService(given: Arguments, resource: Resource, protocol: string | undefined): ServiceSet {
  const number = protocol?.toLowerCase() === "udp" ? UDP : TCP;
  const port = given.number(resource, "protocol_port");
  if (port !== undefined) return ServiceSet.ports(number, port);
  given.report(resource, "protocol_port is not known, taken for every port");
  return ServiceSet.ports(number, 1, LAST_PORT);
}
