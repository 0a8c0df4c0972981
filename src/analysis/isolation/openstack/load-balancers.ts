import type { Resource } from "../../../terraform/configuration";
import { Reference, type Value } from "../../../terraform/symbolic-value";
import { addTo } from "../../collections";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { PROTOCOL_NUMBERS, ServiceSet } from "../../sets/service-set";
import { readAddresses, type Arguments } from "../model/arguments";
import { keyOf, type Key, type Listener, type Member, type TopologyDraft } from "../model/topology";

const TCP = 6;
const LAST_PORT = 65535;

/** Octavia's load balancers. A listener without `allowed_cidrs` admits everybody. */
export function readLoadBalancers(given: Arguments, draft: TopologyDraft): void {
  const { configuration } = given;
  for (const resource of configuration.ofType("openstack_lb_loadbalancer_v2")) {
    const key = keyOf(resource);
    const subnet = given.required(draft.subnets, resource, "vip_subnet_id");
    if (!subnet) continue;
    const address = readAddresses(given.value(resource, "vip_address")) ?? subnet.allotted;
    draft.loadBalancers.set(key, { key, origin: resource, subnet: subnet.key, address, listeners: [] });
  }
  const pools = membersByPool(given);
  const poolOfListener = poolsByListener(given);
  for (const resource of configuration.ofType("openstack_lb_listener_v2")) {
    const loadBalancer = given.required(draft.loadBalancers, resource, "loadbalancer_id");
    loadBalancer?.listeners.push(readListener(given, resource, pools, poolOfListener));
  }
}

function readListener(
  given: Arguments,
  resource: Resource,
  pools: ReadonlyMap<Key, Member[]>,
  poolOfListener: ReadonlyMap<Key, Key>,
): Listener {
  const pool = given.target(resource, "default_pool_id") ?? poolOfListener.get(keyOf(resource));
  if (pool === undefined) given.report(resource, "no pool leads on from it");
  const allowed = given.value(resource, "allowed_cidrs");
  const hasList = Array.isArray(allowed) && allowed.length > 0;
  return {
    origin: resource,
    accessList: resource,
    services: portService(given, resource, "protocol_port"),
    sources: (hasList ? given.addresses(resource, "allowed_cidrs", ANY_ADDRESS) : undefined) ?? ANY_ADDRESS,
    members: pools.get(pool ?? "") ?? [],
  };
}

/** The pools that name their listener: the first of each. */
function poolsByListener(given: Arguments): Map<Key, Key> {
  const pools = new Map<Key, Key>();
  for (const pool of given.configuration.ofType("openstack_lb_pool_v2")) {
    const listener = given.target(pool, "listener_id");
    if (listener !== undefined && !pools.has(listener)) pools.set(listener, keyOf(pool));
  }
  return pools;
}

function membersByPool(given: Arguments): Map<Key, Member[]> {
  const pools = new Map<Key, Member[]>();
  for (const resource of given.configuration.ofType("openstack_lb_member_v2")) {
    const pool = given.requiredTarget(resource, "pool_id");
    const target = memberTarget(given, resource);
    if (pool === undefined || !target) continue;
    const member: Member = { origin: resource, target, services: memberServices(given, resource) };
    addTo(pools, pool, member);
  }
  return pools;
}

/** What the member is sent, health checks included: they go to the monitor's port where the member names one. */
function memberServices(given: Arguments, member: Resource): ServiceSet {
  const monitorPort = given.number(member, "monitor_port");
  const services = portService(given, member, "protocol_port");
  return monitorPort === undefined ? services : services.union(ServiceSet.ports(TCP, monitorPort));
}

function memberTarget(given: Arguments, resource: Resource): Member["target"] | undefined {
  const address: Value = given.value(resource, "address");
  if (address instanceof Reference) return { machine: keyOf(address.resource) };
  const addresses = readAddresses(address);
  if (addresses) return { addresses };
  given.report(resource, "its address is not known");
  return undefined;
}

function portService(given: Arguments, resource: Resource, argument: string): ServiceSet {
  const port = given.number(resource, argument);
  // Members have no protocol of their own: everything but UDP and SCTP comes by TCP.
  const named = given.text(resource, "protocol")?.toLowerCase() ?? "tcp";
  const protocol = named === "udp" || named === "sctp" ? (PROTOCOL_NUMBERS.get(named) ?? TCP) : TCP;
  if (port !== undefined) return ServiceSet.ports(protocol, port);
  given.report(resource, `${argument} is not known, taken for every port`);
  return ServiceSet.ports(protocol, 1, LAST_PORT);
}
