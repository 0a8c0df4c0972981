import { blockNear, idOf, portRange, type Arguments, type Resources } from "./generated-topologies";
import type { SeededRandom } from "./seeded-random";

/** Networks of ctyun: one or two VPCs, rules that accept and drop by priority, NAT, elastic addresses, lines, a gateway machine. */
export function ctyunResources(random: SeededRandom): Resources {
  const vpcs = random.chance(40) ? ["v0", "v1"] : ["v0"];
  const subnets = Array.from({ length: 2 + random.below(3) }, (_, index) => ({
    name: `s${index}`,
    prefix: `192.168.${index + 1}`,
    vpc: vpcs[index % vpcs.length] ?? "v0",
  }));
  const groups = Array.from({ length: 2 + random.below(4) }, (_, index) => `g${index}`);
  const machines = Array.from({ length: 3 + random.below(6) }, (_, index) => {
    const subnet = subnets[index % subnets.length];
    return { name: `m${index}`, subnet: subnet?.name ?? "", address: `${subnet?.prefix ?? ""}.${10 + index}` };
  });
  const addresses = machines.map(({ address }) => address);
  const isTranslated = random.chance(60);
  return {
    ctyun_vpc: Object.fromEntries(vpcs.map((name) => [name, { cidr: "192.168.0.0/16" }])),
    ctyun_subnet: Object.fromEntries(
      subnets.map(({ name, prefix, vpc }) => [name, { vpc_id: idOf("ctyun_vpc", vpc), cidr: `${prefix}.0/24` }]),
    ),
    ctyun_security_group: Object.fromEntries(groups.map((name) => [name, { name }])),
    ctyun_security_group_rule: Object.fromEntries(
      Array.from({ length: groups.length * 6 }, (_, index) => [`rule${index}`, rule(random, groups, addresses)]),
    ),
    ctyun_ecs: Object.fromEntries(
      machines.map(({ name, subnet, address }) => [
        name,
        {
          subnet_id: idOf("ctyun_subnet", subnet),
          fixed_ip: address,
          security_group_ids: random
            .some(groups, 1 + random.below(2))
            .map((group) => idOf("ctyun_security_group", group)),
        },
      ]),
    ),
    ctyun_eip_association: Object.fromEntries(
      machines
        .filter(() => random.chance(30))
        .map(({ name }) => [
          name,
          { eip_id: `eip-${name}`, association_type: "vm", instance_id: idOf("ctyun_ecs", name) },
        ]),
    ),
    ...(isTranslated && {
      ctyun_nat: { n0: { vpc_id: idOf("ctyun_vpc", "v0") } },
      ctyun_nat_snat: {
        n0: {
          nat_gateway_id: idOf("ctyun_nat", "n0"),
          ...(random.chance(50)
            ? { source_subnet_id: idOf("ctyun_subnet", "s0") }
            : { source_cidr: blockNear(random, addresses) }),
        },
      },
    }),
    ctyun_vpc_route_table: Object.fromEntries(vpcs.map((name) => [name, { vpc_id: idOf("ctyun_vpc", name) }])),
    ctyun_vpc_route_table_rule: {
      ...(isTranslated && random.chance(70) && { nat: route("0.0.0.0/0", "natgw", idOf("ctyun_nat", "n0")) }),
      ...(random.chance(50) && { line: route("10.50.0.0/16", "dc", "line-1") }),
      ...(random.chance(40) && { part: route("10.50.64.0/18", "vpcpeering", "peering-1") }),
      ...(random.chance(50) && { behind: route("10.60.0.0/24", "vm", idOf("ctyun_ecs", "m0")) }),
    },
  };
}

function rule(random: SeededRandom, groups: readonly string[], addresses: readonly string[]): Arguments {
  const protocol = random.pick(["tcp", "tcp", "udp", "icmp", "any"]);
  const { first, last } = portRange(random);
  const hasPorts = (protocol === "tcp" || protocol === "udp") && random.chance(80);
  return {
    security_group_id: idOf("ctyun_security_group", random.pick(groups)),
    direction: random.pick(["ingress", "egress"]),
    action: random.pick(["accept", "accept", "accept", "drop"]),
    ether_type: "ipv4",
    protocol,
    ...(random.chance(80) && { priority: random.pick([1, 2, 3, 50, 100]) }),
    ...(hasPorts && { range: first === last ? String(first) : `${first}-${last}` }),
    ...(random.chance(85) && { dest_cidr_ip: blockNear(random, addresses) }),
  };
}

function route(destination: string, type: string, hop: string): Arguments {
  return {
    route_table_id: idOf("ctyun_vpc_route_table", "v0"),
    destination,
    next_hop_type: type,
    next_hop_id: hop,
    ip_version: 4,
  };
}
