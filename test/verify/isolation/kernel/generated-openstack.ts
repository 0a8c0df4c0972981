import { blockNear, idOf, portRange, type Arguments, type Resources } from "./generated-topologies";
import type { SeededRandom } from "./seeded-random";

const ROUTER = "openstack_networking_router_v2";
const SUBNET = "openstack_networking_subnet_v2";
const PORT = "openstack_networking_port_v2";
const GROUP = "openstack_networking_secgroup_v2";

/** Networks of OpenStack: one or two routers that know each other's subnets, machines, groups, floating IPs, routes. */
export function openstackResources(random: SeededRandom): Resources {
  const routers = random.chance(60) ? ["r0", "r1"] : ["r0"];
  const subnets = Array.from({ length: 2 + random.below(3) }, (_, index) => ({
    name: `s${index}`,
    prefix: `10.${index + 1}.0`,
    router: routers[index % routers.length] ?? "r0",
  }));
  const groups = Array.from({ length: 2 + random.below(4) }, (_, index) => `g${index}`);
  const machines = Array.from({ length: 3 + random.below(6) }, (_, index) => {
    const subnet = subnets[index % subnets.length] ?? subnets[0];
    return { name: `m${index}`, subnet, address: `${subnet?.prefix ?? ""}.${10 + index}` };
  });
  const connected = routers.filter(() => random.chance(60));
  const resources: Resources = {
    [ROUTER]: named(routers, (name) => (connected.includes(name) ? { external_network_id: "external" } : {})),
    openstack_networking_network_v2: named(
      subnets.map(({ name }) => name),
      (name) => ({ name }),
    ),
    [SUBNET]: Object.fromEntries(
      subnets.map(({ name, prefix }) => [
        name,
        { network_id: idOf("openstack_networking_network_v2", name), cidr: `${prefix}.0/24` },
      ]),
    ),
    openstack_networking_router_interface_v2: Object.fromEntries(
      subnets.map(({ name, router }) => [
        `${router}-${name}`,
        { router_id: idOf(ROUTER, router), subnet_id: idOf(SUBNET, name) },
      ]),
    ),
    [GROUP]: named(groups, () => ({ delete_default_rules: random.chance(70) })),
    [PORT]: Object.fromEntries(
      machines.map(({ name, subnet, address }) => [
        name,
        {
          fixed_ip: [{ subnet_id: idOf(SUBNET, subnet?.name ?? ""), ip_address: address }],
          security_group_ids: random.some(groups, 1 + random.below(2)).map((group) => idOf(GROUP, group)),
          ...unfiltered(random),
          ...(random.chance(20) && { allowed_address_pairs: [{ ip_address: address.replace(/\d+$/, "2$&") }] }),
        },
      ]),
    ),
  };
  const addresses = machines.map(({ address }) => address);
  resources.openstack_networking_secgroup_rule_v2 = named(
    Array.from({ length: groups.length * 5 }, (_, index) => `rule${index}`),
    () => rule(random, groups, addresses),
  );
  resources.openstack_networking_router_route_v2 = routes(random, routers, resources);
  Object.assign(resources, random.chance(40) && tunnels(random));
  resources.openstack_networking_floatingip_associate_v2 = Object.fromEntries(
    machines
      .filter(({ subnet }) => connected.includes(subnet?.router ?? "") && random.chance(35))
      .map(({ name }, index) => [name, { floating_ip: `203.0.113.${100 + index}`, port_id: idOf(PORT, name) }]),
  );
  return resources;
}

/** Sometimes nothing judges a port: it has no groups, or no port security at all. */
function unfiltered(random: SeededRandom): Arguments {
  if (random.chance(8)) return { port_security_enabled: false, security_group_ids: [] };
  return random.chance(5) ? { no_security_groups: true, security_group_ids: [] } : {};
}

function rule(random: SeededRandom, groups: readonly string[], addresses: readonly string[]): Arguments {
  const protocol = random.pick(["tcp", "tcp", "udp", "icmp", "50", "any"]);
  const { first, last } = portRange(random);
  const hasPorts = (protocol === "tcp" || protocol === "udp") && random.chance(80);
  return {
    security_group_id: idOf(GROUP, random.pick(groups)),
    direction: random.pick(["ingress", "egress"]),
    ethertype: "IPv4",
    ...(protocol !== "any" && { protocol }),
    ...(hasPorts && { port_range_min: first, port_range_max: last }),
    ...(protocol === "icmp" && random.chance(50) && { port_range_min: random.pick([0, 8, 13]) }),
    ...(protocol === "icmp" && random.chance(30) && { port_range_min: 8, port_range_max: random.pick([0, 1]) }),
    ...(random.chance(35)
      ? { remote_group_id: idOf(GROUP, random.pick(groups)) }
      : random.chance(85) && { remote_ip_prefix: blockNear(random, addresses) }),
  };
}

/** Two routers meet in the second one's first subnet, where the first has a port of its own. A line leaves the first subnet. */
function routes(random: SeededRandom, routers: readonly string[], resources: Resources): Record<string, Arguments> {
  const made: Record<string, Arguments> = {};
  const add = (router: string, destination: string, hop: string) => {
    made[`${router}-${destination.replace(/\W/g, "-")}`] = {
      router_id: idOf(ROUTER, router),
      destination_cidr: destination,
      next_hop: hop,
    };
  };
  if (random.chance(50)) add("r0", random.pick(["10.99.0.0/16", "10.2.0.64/26", "172.20.0.0/14"]), "10.1.0.250");
  if (routers.length < 2) return made;
  resources[PORT] = {
    ...resources[PORT],
    meeting: { fixed_ip: [{ subnet_id: idOf(SUBNET, "s1"), ip_address: "10.2.0.2" }] },
  };
  resources.openstack_networking_router_interface_v2 = {
    ...resources.openstack_networking_router_interface_v2,
    meeting: { router_id: idOf(ROUTER, "r0"), port_id: idOf(PORT, "meeting") },
  };
  if (random.chance(50))
    resources.openstack_networking_subnet_route_v2 = {
      meeting: { subnet_id: idOf(SUBNET, "s1"), destination_cidr: "10.1.0.0/24", next_hop: "10.2.0.2" },
    };
  if (random.chance(80)) add("r1", "10.1.0.0/24", "10.2.0.2");
  if (random.chance(60)) add("r1", "10.3.0.0/24", "10.2.0.2");
  if (random.chance(80)) add("r0", "10.4.0.0/24", "10.2.0.1");
  return made;
}

/** A site behind the first router, for one of its subnets. */
function tunnels(random: SeededRandom): Resources {
  const endpoints = { local: [idOf(SUBNET, "s0")], site: [random.pick(["10.70.0.0/24", "10.70.0.8/29"])] };
  return {
    openstack_vpnaas_service_v2: { it: { router_id: idOf(ROUTER, "r0") } },
    openstack_vpnaas_endpoint_group_v2: {
      local: { type: "subnet", endpoints: endpoints.local },
      site: { type: "cidr", endpoints: endpoints.site },
    },
    openstack_vpnaas_site_connection_v2: {
      it: {
        vpnservice_id: idOf("openstack_vpnaas_service_v2", "it"),
        local_ep_group_id: idOf("openstack_vpnaas_endpoint_group_v2", "local"),
        peer_ep_group_id: idOf("openstack_vpnaas_endpoint_group_v2", "site"),
      },
    },
  };
}

function named(names: readonly string[], make: (name: string) => Arguments): Record<string, Arguments> {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}
