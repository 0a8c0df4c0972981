import type { Resource } from "../../../terraform/configuration";
import { addressRange, ANY_ADDRESS, prefixLengthOf } from "../../sets/ipv4-addresses";
import { IntervalSet } from "../../sets/interval-set";
import { readAddresses, targetOf, type Arguments } from "../model/arguments";
import { keyOf, type NextHop, type Route, type TopologyDraft } from "../model/topology";

/**
 * Neutron's subnets and routers. A host sends to its subnet's host routes first and everything else to the gateway; a router
 * knows its connected subnets, its routes, and with an external gateway the way to the internet.
 */
export function readNetworks(given: Arguments, draft: TopologyDraft): void {
  const { configuration } = given;
  for (const resource of configuration.ofType("openstack_networking_subnet_v2")) readSubnet(given, draft, resource);
  for (const resource of configuration.ofType("openstack_networking_router_v2")) readRouter(given, draft, resource);
  for (const resource of configuration.ofType("openstack_networking_router_interface_v2"))
    readInterface(given, draft, resource);
  for (const resource of configuration.ofType("openstack_networking_router_route_v2")) {
    const route = readRoute(given, resource);
    const router = given.required(draft.routers, resource, "router_id");
    if (route) router?.routes.push(route);
  }
  for (const resource of configuration.ofType("openstack_networking_subnet_route_v2")) {
    const route = readRoute(given, resource);
    const subnet = given.required(draft.subnets, resource, "subnet_id");
    if (route) subnet?.hostRoutes.push(route);
  }
}

function readSubnet(given: Arguments, draft: TopologyDraft, resource: Resource): void {
  const addresses = given.addresses(resource, "cidr", ANY_ADDRESS);
  if (!addresses) {
    given.report(resource, given.number(resource, "ip_version") === 6 ? "IPv6 is not read" : "its cidr is not written");
    return;
  }
  const pools = given
    .blocks(resource, "allocation_pool")
    .flatMap(({ start, end }) =>
      typeof start === "string" && typeof end === "string" ? [addressRange(start, end)] : [],
    );
  const hasNoGateway = given.value(resource, "no_gateway") === true;
  // Without a gateway_ip Neutron takes the first address.
  const gateway = readAddresses(given.value(resource, "gateway_ip"))?.first ?? (addresses.first ?? 0) + 1;
  draft.subnets.set(keyOf(resource), {
    key: keyOf(resource),
    origin: resource,
    addresses,
    allotted: pools.length > 0 ? IntervalSet.union(pools) : addresses,
    gateway: hasNoGateway ? undefined : gateway,
    hostRoutes: [],
  });
}

function readRouter(given: Arguments, draft: TopologyDraft, resource: Resource): void {
  const key = keyOf(resource);
  const isConnected = given.value(resource, "external_network_id") !== undefined;
  draft.routers.set(key, {
    key,
    origin: resource,
    interfaces: [],
    tunnels: [],
    routes: isConnected
      ? [
          {
            destination: ANY_ADDRESS,
            prefixLength: 0,
            hop: { kind: "internet", sources: ANY_ADDRESS },
            origin: resource,
          },
        ]
      : [],
  });
}

function readInterface(given: Arguments, draft: TopologyDraft, resource: Resource): void {
  const router = given.required(draft.routers, resource, "router_id");
  if (!router) return;
  const bySubnet = given.target(resource, "subnet_id");
  if (bySubnet !== undefined) {
    given.required(draft.subnets, resource, "subnet_id");
    router.interfaces.push({ subnet: bySubnet, address: draft.subnets.get(bySubnet)?.gateway, origin: resource });
    return;
  }
  const port = given.resource(resource, "port_id");
  if (!port) given.report(resource, "port_id refers to nothing in these stacks");
  for (const { subnet, address } of port ? fixedAddresses(given, port) : []) {
    if (subnet !== undefined) router.interfaces.push({ subnet, address: address?.first, origin: resource });
  }
}

/** The subnets of a port and its pinned addresses in them. */
export function fixedAddresses(given: Arguments, port: Resource) {
  return given.blocks(port, "fixed_ip").map(({ subnet_id: subnet, ip_address: address }) => ({
    subnet: targetOf(subnet),
    address: readAddresses(address),
  }));
}

function readRoute(given: Arguments, resource: Resource): Route | undefined {
  const destination = given.text(resource, "destination_cidr");
  const addresses = given.addresses(resource, "destination_cidr", ANY_ADDRESS);
  const hop = nextHop(given, resource);
  if (!addresses || !hop) {
    given.report(resource, "destination_cidr or next_hop is not known");
    return undefined;
  }
  return {
    destination: addresses,
    prefixLength: prefixLengthOf(destination ?? ""),
    hop,
    origin: resource,
  };
}

/** An address, or that of a port: a machine's, where it is not pinned. */
function nextHop(given: Arguments, route: Resource): NextHop | undefined {
  const port = given.resource(route, "next_hop");
  const [first] = port ? fixedAddresses(given, port) : [];
  const address = (first?.address ?? readAddresses(given.value(route, "next_hop")))?.first;
  if (address !== undefined) return { kind: "address", address };
  return port && { kind: "machine", machine: keyOf(port) };
}
