import { addressNumber, addressText, blockEdges } from "../../support/addresses";
import { takeAll } from "./lines";
import { EXTERNAL_BLOCK, type NamespaceDraft, type NetworkDraft } from "./network";
import { ctyunRules } from "./ctyun-security-groups";
import { FreeAddresses, guard } from "./security";
import { items, text, type TerraformJson, type WrittenResource } from "./terraform-json";

interface Vpc {
  readonly key: string;
  readonly namespace: NamespaceDraft;
  /** Whether its table has a route to a NAT gateway. */
  isTranslatedByTable: boolean;
}

interface Subnet {
  readonly block: string;
  readonly vpc: Vpc;
  readonly bridge: string;
  readonly gateway: string;
  /** What the cloud may give to machines. */
  readonly pool: readonly [first: number, last: number];
  readonly free: FreeAddresses;
}

interface Machine {
  readonly resource: WrittenResource;
  readonly subnet: Subnet;
  readonly address: string;
  readonly isWritten: boolean;
  readonly namespace: NamespaceDraft;
}

const EIP_TABLE = 100;
const FIRST_EIP = addressNumber(EXTERNAL_BLOCK.split("/")[0] ?? "") + 200;

/**
 * Lays out ctyun's VPCs: each a router in all of its subnets, with one route table. An elastic address of a machine comes before
 * the NAT gateway. The NAT gateway passes on only whom an SNAT rule names.
 */
export function layOutCtyun(json: TerraformJson, network: NetworkDraft): void {
  const vpcs = new Map<string, Vpc>(
    json.ofType("ctyun_vpc").map(({ key }) => [key, { key, namespace: network.router(), isTranslatedByTable: false }]),
  );
  const subnets = readSubnets(json, network, vpcs);
  reserve(json, subnets);
  const machines = readMachines(json, network, subnets);
  const publicAddresses = elasticAddresses(json, network, vpcs, machines);
  layOutRoutes(json, network, vpcs, machines);
  const rules = ctyunRules(json);
  for (const { resource, namespace, address, isWritten, subnet } of machines.values()) {
    const groups = items(resource.values.security_group_ids).map((group) => json.target(resource, group));
    guard(namespace, {
      interface: "e0",
      ingress: rules(groups, "ingress"),
      egress: rules(groups, "egress"),
      senders: undefined,
    });
    network.places.push({
      kind: "machine",
      namespace: namespace.name,
      key: resource.key,
      address: addressNumber(address),
      others: [],
      possible: isWritten ? undefined : blockEdges(subnet.block),
      isHeldToItsAddress: undefined,
      publicAddress: publicAddresses.get(resource.key),
    });
  }
}

function readSubnets(json: TerraformJson, network: NetworkDraft, vpcs: ReadonlyMap<string, Vpc>): Map<string, Subnet> {
  return new Map(
    json.ofType("ctyun_subnet").map((resource) => {
      const block = text(resource, "cidr");
      const [first, last] = blockEdges(block);
      const vpc = found(vpcs, json.required(resource, "vpc_id"));
      const bridge = network.bridge();
      const gateway = addressText(first + 1);
      network.attach(vpc.namespace, bridge, `${gateway}/${lengthOf(block)}`);
      return [resource.key, { block, vpc, bridge, gateway, pool: [first + 2, last - 1], free: new FreeAddresses() }];
    }),
  );
}

/** Load balancers and endpoints are not laid out, and nobody else may have their addresses. */
function reserve(json: TerraformJson, subnets: ReadonlyMap<string, Subnet>): void {
  for (const [type, argument] of [
    ["ctyun_elb_loadbalancer", "private_ip_address"],
    ["ctyun_vpce", "subnet_ip"],
  ] as const) {
    for (const resource of json.ofType(type)) {
      const address = resource.values[argument];
      if (typeof address === "string")
        found(subnets, json.required(resource, "subnet_id")).free.take(addressNumber(address));
    }
  }
}

function readMachines(
  json: TerraformJson,
  network: NetworkDraft,
  subnets: ReadonlyMap<string, Subnet>,
): Map<string, Machine> {
  const read = json.ofType("ctyun_ecs").map((resource) => {
    const subnet = found(subnets, json.required(resource, "subnet_id"));
    const { fixed_ip: written } = resource.values;
    if (typeof written === "string") subnet.free.take(addressNumber(written));
    return { resource, subnet, written };
  });
  return new Map(
    read.map(({ resource, subnet, written }) => {
      const isWritten = typeof written === "string";
      const address = isWritten ? written : addressText(subnet.free.next(...subnet.pool));
      const namespace = network.namespace();
      network.attach(namespace, subnet.bridge, `${address}/${lengthOf(subnet.block)}`);
      namespace.routes.push(`route add default via ${subnet.gateway}`);
      return [resource.key, { resource, subnet, address, isWritten, namespace }];
    }),
  );
}

/** Of a machine with an elastic address everything for the internet leaves under it, whatever the table's default route says. */
function elasticAddresses(
  json: TerraformJson,
  network: NetworkDraft,
  vpcs: ReadonlyMap<string, Vpc>,
  machines: ReadonlyMap<string, Machine>,
): Map<string, number> {
  const addresses = new Map<string, number>();
  const associations = json.ofType("ctyun_eip_association");
  for (const vpc of vpcs.values()) {
    const own = associations.flatMap((association) => {
      const machine = found(machines, json.required(association, "instance_id"));
      return machine.subnet.vpc === vpc ? [machine] : [];
    });
    if (own.length === 0) continue;
    const { namespace } = vpc;
    const { name } = network.connect(namespace);
    namespace.routes.push(
      `rule add lookup main suppress_prefixlength 0 priority 1000`,
      `route add default via ${network.internetGateway} dev ${name} table ${EIP_TABLE}`,
    );
    const pairs = own.map((machine) => {
      const elastic = FIRST_EIP + addresses.size;
      addresses.set(machine.resource.key, elastic);
      namespace.interfaces.push(`address add ${addressText(elastic)}/32 dev ${name}`);
      namespace.routes.push(`rule add from ${machine.address} lookup ${EIP_TABLE} priority 2000`);
      return { inside: machine.address, outside: addressText(elastic) };
    });
    namespace.rules.push(`table ip elastic {
  chain entering {
    type nat hook prerouting priority dstnat;
    ${pairs.map(({ inside, outside }) => `iifname "${name}" ip daddr ${outside} dnat to ${inside}`).join("\n    ")}
  }
  chain leaving {
    type nat hook postrouting priority srcnat;
    ${pairs.map(({ inside, outside }) => `oifname "${name}" ip saddr ${inside} snat to ${outside}`).join("\n    ")}
  }
}`);
  }
  return addresses;
}

function layOutRoutes(
  json: TerraformJson,
  network: NetworkDraft,
  vpcs: ReadonlyMap<string, Vpc>,
  machines: ReadonlyMap<string, Machine>,
): void {
  const gateways = new Map(
    json.ofType("ctyun_nat").map((nat) => {
      const vpc = found(vpcs, json.required(nat, "vpc_id"));
      return [nat.key, { vpc, hop: natGateway(json, network, nat.key, vpc) }];
    }),
  );
  const tables = new Map(
    json.ofType("ctyun_vpc_route_table").map((table) => [table.key, found(vpcs, json.required(table, "vpc_id"))]),
  );
  const lines = new Map<string, { readonly hop: string; readonly blocks: string[] }>();
  const behind = new Map<string, string[]>();
  for (const route of json.ofType("ctyun_vpc_route_table_rule")) {
    const vpc = found(tables, json.required(route, "route_table_id"));
    const [destination, type] = [text(route, "destination"), text(route, "next_hop_type")];
    const add = (hop: string) => vpc.namespace.routes.push(`route add ${destination} via ${hop}`);
    if (type === "natgw") {
      add(found(gateways, json.required(route, "next_hop_id")).hop);
      vpc.isTranslatedByTable = true;
    } else if (type === "vm") {
      const machine = found(machines, json.required(route, "next_hop_id"));
      add(machine.address);
      behind.set(machine.resource.key, [...(behind.get(machine.resource.key) ?? []), destination]);
    } else {
      const name = `${vpc.key} ${text(route, "next_hop_id")}`;
      const line = lines.get(name) ?? layOutLine(network, vpc);
      lines.set(name, line);
      line.blocks.push(destination);
      add(line.hop);
    }
  }
  // The table that the cloud makes with a VPC gets its default route with the first NAT gateway.
  for (const { vpc, hop } of gateways.values())
    if (!vpc.isTranslatedByTable) vpc.namespace.routes.push(`route add default via ${hop}`);
  for (const [gateway, blocks] of behind) layOutBehind(network, found(machines, gateway), blocks);
}

/** @returns by which hop its VPC reaches it */
function natGateway(json: TerraformJson, network: NetworkDraft, key: string, vpc: Vpc): string {
  const served = json
    .ofType("ctyun_nat_snat")
    .filter((rule) => json.target(rule, rule.values.nat_gateway_id) === key)
    .map((rule) => servedBlock(json, rule));
  const namespace = network.router();
  const [inside, outside] = network.join(vpc.namespace, namespace);
  const external = network.connect(namespace);
  namespace.routes.push(`route add default via ${network.internetGateway}`);
  namespace.rules.push(`table ip translation {
  chain passing {
    type filter hook forward priority filter;
    ${served.map((block) => `iifname "${outside.name}" ip saddr ${block} accept`).join("\n    ")}
    drop
  }
  chain leaving {
    type nat hook postrouting priority srcnat;
    oifname "${external.name}" snat to ${addressText(external.address)}
  }
}`);
  return addressText(outside.address).concat(` dev ${inside.name}`);
}

function servedBlock(json: TerraformJson, rule: WrittenResource): string {
  const subnet = json.target(rule, rule.values.source_subnet_id);
  if (subnet === undefined) return text(rule, "source_cidr");
  const resource = json.ofType("ctyun_subnet").find(({ key }) => key === subnet);
  if (!resource) throw new Error(`${rule.key}: its subnet is not laid out`);
  return text(resource, "cidr");
}

/** A dedicated line or a peering, which the VPC's router reaches by itself. */
function layOutLine(network: NetworkDraft, vpc: Vpc): { readonly hop: string; readonly blocks: string[] } {
  const namespace = network.namespace();
  const [inside, outside] = network.join(vpc.namespace, namespace);
  namespace.routes.push(`route add default via ${addressText(inside.address)}`);
  takeAll(namespace);
  const blocks: string[] = [];
  network.places.push({ kind: "lines", namespace: namespace.name, routers: [vpc.key], blocks });
  return { hop: `${addressText(outside.address)} dev ${inside.name}`, blocks };
}

function layOutBehind(network: NetworkDraft, gateway: Machine, blocks: readonly string[]): void {
  const namespace = network.namespace();
  gateway.namespace.forwards = true;
  const [inside, outside] = network.join(gateway.namespace, namespace);
  for (const block of blocks)
    gateway.namespace.routes.push(`route add ${block} via ${addressText(outside.address)} dev ${inside.name}`);
  namespace.routes.push(`route add default via ${addressText(inside.address)}`);
  takeAll(namespace);
  network.places.push({ kind: "behind", namespace: namespace.name, gateway: gateway.resource.key, blocks });
}

function lengthOf(block: string): string {
  return block.split("/")[1] ?? "32";
}

function found<Item>(read: ReadonlyMap<string, Item>, key: string): Item {
  const item = read.get(key);
  if (item === undefined) throw new Error(`${key} is not laid out`);
  return item;
}
