import { addressNumber, addressText, blockEdges } from "../../support/addresses";
import { layOutLine, type LineAt } from "./lines";
import type { Interface, NamespaceDraft, NetworkDraft } from "./network";
import { groupsOf, OpenstackSecurityGroups } from "./openstack-security-groups";
import { layOutTunnels } from "./openstack-tunnels";
import { FreeAddresses, guard } from "./security";
import { items, record, text, type TerraformJson, type WrittenResource } from "./terraform-json";

interface Subnet {
  readonly key: string;
  readonly block: string;
  readonly bridge: string;
  readonly gateway: string | undefined;
  readonly pool: readonly [first: number, last: number];
  readonly free: FreeAddresses;
  /** Options of DHCP: destination and hop. */
  readonly hostRoutes: (readonly [destination: string, hop: string])[];
}

export interface Router {
  readonly key: string;
  readonly namespace: NamespaceDraft;
  readonly external: Interface | undefined;
  /** Its addresses by subnet. */
  readonly addresses: Map<string, string>;
  readonly translations: string[];
}

interface Port {
  readonly resource: WrittenResource;
  readonly subnet: Subnet;
  readonly address: string;
  readonly isWritten: boolean;
  readonly groups: readonly string[] | undefined;
  readonly pairs: readonly string[];
}

/**
 * Lays out Neutron's networks. Hosts get their gateway and routes by DHCP. A router forwards between its subnets without a filter;
 * with an external gateway it has a default route, and translates what leaves by it. A port with security drops what its machine
 * sends under another address.
 */
export function layOutOpenstack(json: TerraformJson, network: NetworkDraft): void {
  const subnets = readSubnets(json, network);
  const routers = readRouters(json, network);
  const routerPorts = joinRouters(json, network, subnets, routers);
  reserve(json, subnets);
  const ports = readPorts(json, subnets, routerPorts);
  const byPort = floatingAddresses(json, ports, subnets, routers);
  layOutRoutes(json, network, subnets, routers, ports);
  layOutTunnels(json, network, routers, (key) => subnets.get(key)?.block);
  layOutMachines(json, network, ports, byPort);
  for (const { namespace, external, translations } of routers.values())
    if (external) namespace.rules.push(translation(external, translations));
}

function readSubnets(json: TerraformJson, network: NetworkDraft): Map<string, Subnet> {
  const hostRoutes = json.ofType("openstack_networking_subnet_route_v2");
  return new Map(
    json.ofType("openstack_networking_subnet_v2").map((resource) => {
      const block = text(resource, "cidr");
      const [first, last] = blockEdges(block);
      const { gateway_ip: gateway, no_gateway: hasNone, allocation_pool: pools } = resource.values;
      const { start, end } = record(items(pools)[0]);
      const subnet: Subnet = {
        key: resource.key,
        block,
        bridge: network.bridge(),
        gateway: hasNone === true ? undefined : typeof gateway === "string" ? gateway : addressText(first + 1),
        // The first and the last address of a block are no host's.
        pool:
          typeof start === "string" && typeof end === "string"
            ? [addressNumber(start), addressNumber(end)]
            : [first + 1, last - 1],
        free: new FreeAddresses(),
        hostRoutes: hostRoutes
          .filter((route) => json.target(route, route.values.subnet_id) === resource.key)
          .map((route) => [text(route, "destination_cidr"), text(route, "next_hop")]),
      };
      if (subnet.gateway !== undefined) subnet.free.take(addressNumber(subnet.gateway));
      return [resource.key, subnet];
    }),
  );
}

function readRouters(json: TerraformJson, network: NetworkDraft): Map<string, Router> {
  return new Map(
    json.ofType("openstack_networking_router_v2").map(({ key, values }) => {
      const namespace = network.router();
      const external = values.external_network_id === undefined ? undefined : network.connect(namespace);
      if (external) namespace.routes.push(`route add default via ${network.internetGateway} dev ${external.name}`);
      return [key, { key, namespace, external, addresses: new Map(), translations: [] }];
    }),
  );
}

/** @returns the ports that are routers' and no machine's */
function joinRouters(
  json: TerraformJson,
  network: NetworkDraft,
  subnets: ReadonlyMap<string, Subnet>,
  routers: ReadonlyMap<string, Router>,
): Set<string> {
  const ports = new Map(json.ofType("openstack_networking_port_v2").map((port) => [port.key, port]));
  const used = new Set<string>();
  for (const joint of json.ofType("openstack_networking_router_interface_v2")) {
    const router = found(routers, json.required(joint, "router_id"));
    const port = ports.get(json.target(joint, joint.values.port_id) ?? "");
    if (port) used.add(port.key);
    const { subnet_id: subnetId, ip_address: written } = port ? record(items(port.values.fixed_ip)[0]) : joint.values;
    const subnet = found(subnets, json.target(port ?? joint, subnetId) ?? "");
    const address = port ? written : subnet.gateway;
    if (typeof address !== "string") throw new Error(`${joint.key}: the router's address there is not known`);
    subnet.free.take(addressNumber(address));
    router.addresses.set(subnet.key, address);
    network.attach(router.namespace, subnet.bridge, `${address}/${lengthOf(subnet.block)}`);
  }
  return used;
}

/** Load balancers are not laid out, and nobody else may have their addresses. */
function reserve(json: TerraformJson, subnets: ReadonlyMap<string, Subnet>): void {
  for (const balancer of json.ofType("openstack_lb_loadbalancer_v2")) {
    const { vip_address: address } = balancer.values;
    if (typeof address === "string")
      found(subnets, json.required(balancer, "vip_subnet_id")).free.take(addressNumber(address));
  }
}

function readPorts(
  json: TerraformJson,
  subnets: ReadonlyMap<string, Subnet>,
  routerPorts: ReadonlySet<string>,
): Port[] {
  const read = json
    .ofType("openstack_networking_port_v2")
    .filter(({ key }) => !routerPorts.has(key))
    .map((resource) => {
      const [fixed, ...others] = items(resource.values.fixed_ip).map(record);
      if (!fixed || others.length > 0) throw new Error(`${resource.key}: only ports with one address are laid out`);
      const subnet = found(subnets, json.target(resource, fixed.subnet_id) ?? "");
      const written = typeof fixed.ip_address === "string" ? fixed.ip_address : undefined;
      if (written !== undefined) subnet.free.take(addressNumber(written));
      return { resource, subnet, written };
    });
  return read.map(({ resource, subnet, written }) => ({
    resource,
    subnet,
    isWritten: written !== undefined,
    address: written ?? addressText(subnet.free.next(...subnet.pool)),
    groups: groupsOf(json, resource),
    pairs: items(resource.values.allowed_address_pairs).map((pair) => pairAddress(resource, record(pair).ip_address)),
  }));
}

/** A floating address is translated by the router that is the gateway of its port's subnet. */
function floatingAddresses(
  json: TerraformJson,
  ports: readonly Port[],
  subnets: ReadonlyMap<string, Subnet>,
  routers: ReadonlyMap<string, Router>,
): Map<string, string> {
  const byPort = new Map<string, string>();
  for (const association of json.ofType("openstack_networking_floatingip_associate_v2")) {
    const port = ports.find(({ resource }) => resource.key === json.target(association, association.values.port_id));
    if (!port) continue;
    const router = [...routers.values()].find(
      ({ external, addresses }) => external && addresses.get(port.subnet.key) === subnets.get(port.subnet.key)?.gateway,
    );
    if (!router?.external) throw new Error(`${association.key}: no router translates it`);
    const floating = text(association, "floating_ip");
    const { external, namespace, translations } = router;
    namespace.interfaces.push(`address add ${floating}/32 dev ${external.name}`);
    translations.push(
      `iifname "${external.name}" ip daddr ${floating} dnat to ${port.address}`,
      `oifname "${external.name}" ip saddr ${port.address} snat to ${floating}`,
    );
    byPort.set(port.resource.key, floating);
  }
  return byPort;
}

function translation({ name, address }: Interface, lines: readonly string[]): string {
  const translated = (kind: string) => lines.filter((line) => line.includes(` ${kind} to `)).join("\n    ");
  return `table ip translation {
  chain entering {
    type nat hook prerouting priority dstnat;
    ${translated("dnat")}
  }
  chain leaving {
    type nat hook postrouting priority srcnat;
    ${translated("snat")}
    oifname "${name}" snat to ${addressText(address)}
  }
}`;
}

/** Routes of routers. A hop at which nothing of ours stands is a carrier's. */
function layOutRoutes(
  json: TerraformJson,
  network: NetworkDraft,
  subnets: ReadonlyMap<string, Subnet>,
  routers: ReadonlyMap<string, Router>,
  ports: readonly Port[],
): void {
  const known = new Set([
    ...[...routers.values()].flatMap(({ addresses }) => [...addresses.values()]),
    ...ports.map(({ address }) => address),
  ]);
  const lines = new Map<string, LineAt>();
  for (const route of json.ofType("openstack_networking_router_route_v2")) {
    const router = found(routers, json.required(route, "router_id"));
    const [destination, hop] = [text(route, "destination_cidr"), text(route, "next_hop")];
    router.namespace.routes.push(`route add ${destination} via ${hop}`);
    if (known.has(hop)) continue;
    const subnet = [...router.addresses.keys()]
      .map((key) => found(subnets, key))
      .find(({ block }) => holds(block, hop));
    const gateway = subnet && router.addresses.get(subnet.key);
    if (!subnet || gateway === undefined) throw new Error(`${route.key}: its hop stands in no subnet of its router`);
    const line = lines.get(hop) ?? {
      hop,
      bridge: subnet.bridge,
      gateway,
      routers: [],
      blocks: [],
    };
    line.blocks.push(destination);
    if (!line.routers.includes(router.key)) line.routers.push(router.key);
    lines.set(hop, line);
  }
  for (const line of lines.values()) layOutLine(network, line);
}

function layOutMachines(
  json: TerraformJson,
  network: NetworkDraft,
  ports: readonly Port[],
  publicAddresses: ReadonlyMap<string, string>,
): void {
  const members = new Map<string, string[]>();
  for (const { groups, address, pairs } of ports)
    for (const group of groups ?? []) members.set(group, [...(members.get(group) ?? []), address, ...pairs]);
  const rules = new OpenstackSecurityGroups(json, members);
  for (const { resource, subnet, address, isWritten, groups, pairs } of ports) {
    const namespace = network.namespace();
    const name = network.attach(namespace, subnet.bridge, `${address}/${lengthOf(subnet.block)}`);
    for (const pair of pairs) namespace.interfaces.push(`address add ${pair}/32 dev ${name}`);
    for (const [destination, hop] of subnet.hostRoutes) namespace.routes.push(`route add ${destination} via ${hop}`);
    if (subnet.gateway !== undefined) namespace.routes.push(`route add default via ${subnet.gateway}`);
    const isSecured = resource.values.port_security_enabled !== false;
    guard(namespace, {
      interface: name,
      ingress: groups ? rules.of(groups, "ingress") : ["accept"],
      egress: groups ? rules.of(groups, "egress") : ["accept"],
      senders: isSecured ? [address, ...pairs] : undefined,
    });
    const floating = publicAddresses.get(resource.key);
    network.places.push({
      kind: "machine",
      namespace: namespace.name,
      key: resource.key,
      address: addressNumber(address),
      others: pairs.map(addressNumber),
      possible: isWritten ? undefined : subnet.pool,
      isHeldToItsAddress: isSecured,
      publicAddress: floating === undefined ? undefined : addressNumber(floating),
    });
  }
}

function pairAddress({ key }: WrittenResource, address: unknown): string {
  if (typeof address === "string" && !address.includes("/")) return address;
  throw new Error(`${key}: only address pairs of one address are laid out`);
}

function holds(block: string, address: string): boolean {
  const [first, last] = blockEdges(block);
  const number = addressNumber(address);
  return first <= number && number <= last;
}

function lengthOf(block: string): string {
  return block.split("/")[1] ?? "32";
}

function found<Item>(read: ReadonlyMap<string, Item>, key: string): Item {
  const item = read.get(key);
  if (item === undefined) throw new Error(`${key || "what is referred to"} is not laid out`);
  return item;
}
