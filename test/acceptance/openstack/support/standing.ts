import type { Environment } from "../../../../src/environment/environment";
import type { Inventory, Port, Server } from "./inventory";

/** Where the platform is not as the environment promises, a line each; none when it is. */
export function standingFaults(inventory: Inventory, environment: Environment): string[] {
  return [
    ...machineFaults(inventory),
    ...spreadFaults(inventory),
    ...portFaults(inventory, environment.name),
    ...loadBalancerFaults(inventory),
    ...connectionFaults(inventory, environment),
    ...publicAddressFaults(inventory, environment.name),
  ];
}

function machineFaults({ servers }: Inventory): string[] {
  return servers.flatMap(({ name, status }) => (status === "ACTIVE" ? [] : [`machine ${name} is ${status}`]));
}

/**
 * Hosts are the hypervisors. The machines of a group share one only when there are more machines than hosts, or when Nova was asked
 * for several at once and they are kept apart softly: it counts only those that stand already.
 */
function spreadFaults({ servers, serverGroups }: Inventory): string[] {
  const byId = new Map(servers.map((server) => [server.id, server]));
  return serverGroups.flatMap(({ name, policy, members }) => {
    const machines = members.flatMap((id) => byId.get(id) ?? []);
    const hosts = new Set(machines.map(hostOf));
    return [
      ...(machines.length === members.length ? [] : [`server group ${name} has members that do not exist`]),
      ...(hosts.size === machines.length ||
      (policy === "soft-anti-affinity" && (builtAtOnce(name) || isFull(machines, servers)))
        ? []
        : [`server group ${name} (${policy}): ${machines.length} machines stand on ${[...hosts].sort().join(", ")}`]),
      ...zoneFaults(name, machines),
    ];
  });
}

/** Pools of workers; the exchange's proxies and bastions are built one after another. */
function builtAtOnce(serverGroup: string): boolean {
  return !/-(?:exchange-proxy|bastion)-g\d+$/.test(serverGroup);
}

/** Whether the machines of a group stand on every host that their availability zones are known to have. */
function isFull(machines: readonly Server[], all: readonly Server[]): boolean {
  const zones = new Set(machines.map(availabilityZoneOf));
  const known = new Set(all.filter((server) => zones.has(availabilityZoneOf(server))).map(hostOf));
  return new Set(machines.map(hostOf)).size === known.size;
}

/** A group's machines go round the availability zones, so no two of these differ by more than one machine. */
function zoneFaults(group: string, machines: readonly Server[]): string[] {
  const counts = new Map<string, number>();
  for (const machine of machines)
    counts.set(availabilityZoneOf(machine), (counts.get(availabilityZoneOf(machine)) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const least = Math.min(...counts.values());
  if (machines.length === 0 || most - least <= 1) return [];
  return [`server group ${group}: ${[...counts].map(([zone, count]) => `${count} machines in ${zone}`).join(", ")}`];
}

/** A machine's port carries the security group of its subnet's role and zone, and that one alone. */
function portFaults({ ports, subnets, securityGroups, servers }: Inventory, environment: string): string[] {
  const subnetNames = new Map(subnets.map(({ id, name }) => [id, name]));
  const groupNames = new Map(securityGroups.map(({ id, name }) => [id, name]));
  const machines = ports.filter(({ device_owner: owner }) => owner.startsWith("compute:"));
  const attached = new Set(machines.map(({ device_id: machine }) => machine));
  return [
    ...servers.filter(({ id }) => !attached.has(id)).map(({ name }) => `machine ${name} has no port`),
    ...machines.flatMap((port) => {
      const actual = port.security_groups.map((id) => groupNames.get(id) ?? id).sort();
      const expected = port.fixed_ips.map(({ subnet_id: id }) => groupOf(subnetNames.get(id) ?? "", environment));
      return actual.join() === expected.join()
        ? []
        : [`port ${port.name}: has ${actual.join()}, not ${expected.join()}`];
    }),
    ...ports
      .filter((port) => !isOctavias(port) && port.security_groups.some(isDefault))
      .map(({ name, id }) => `port ${name || id} has the default security group`),
  ];

  function isDefault(id: string): boolean {
    return groupNames.get(id) === "default";
  }
}

/** Octavia's worker puts a group of its own on the port of a load balancer; the testbed has no worker. */
function isOctavias({ device_owner: owner }: Port): boolean {
  return owner === "Octavia";
}

/** `dev-medical-worker` for the subnet `dev-medical-worker-a`. */
function groupOf(subnet: string, environment: string): string {
  const { place } = new RegExp(`^${environment}-(?<place>.+)-[^-]+$`).exec(subnet)?.groups ?? {};
  return `${environment}-${place ?? `? of subnet ${subnet}`}`;
}

function loadBalancerFaults({ loadBalancers, pools, ports }: Inventory): string[] {
  const addresses = new Set(
    ports
      .filter(({ device_owner: owner }) => owner.startsWith("compute:"))
      .flatMap(({ fixed_ips: fixed }) => fixed.map(({ ip_address: address }) => address)),
  );
  return [
    ...loadBalancers
      .filter((each) => each.provisioning_status !== "ACTIVE" || each.operating_status !== "ONLINE")
      .map((each) => `load balancer ${each.name} is ${each.provisioning_status} and ${each.operating_status}`),
    ...pools
      .filter((each) => each.provisioning_status !== "ACTIVE" || each.memberList.length === 0)
      .map((each) => `pool ${each.name} is ${each.provisioning_status} with ${each.memberList.length} members`),
    ...pools.flatMap(({ name, memberList }) =>
      memberList
        .filter((each) => each.provisioning_status !== "ACTIVE" || !addresses.has(each.address))
        .map((each) => `pool ${name}: member ${each.name} at ${each.address} is ${each.provisioning_status}`),
    ),
  ];
}

/** Every site that joins by IPsec has a connection of its own. */
function connectionFaults({ connections }: Inventory, { sites }: Environment): string[] {
  const peers = new Set(connections.map(({ peer_address: peer }) => peer));
  const expected = sites.flatMap(({ id, peerAddress }) => (peerAddress ? [{ id, peer: peerAddress.toString() }] : []));
  return [
    ...connections
      .filter(({ status }) => status !== "ACTIVE")
      .map(({ name, status }) => `connection ${name} is ${status}`),
    ...expected.filter(({ peer }) => !peers.has(peer)).map(({ id }) => `site ${id} has no connection`),
  ];
}

/** Nothing of the medical zone has a public address. */
function publicAddressFaults({ floatingAddresses, ports, networks }: Inventory, environment: string): string[] {
  const medical = networks.find(({ name }) => name === `${environment}-medical`);
  if (!medical) return [`there is no network ${environment}-medical`];
  const medicalPorts = new Set(ports.filter((port) => port.network_id === medical.id).map(({ id }) => id));
  return floatingAddresses
    .filter(({ port_id: port }) => port !== null && medicalPorts.has(port))
    .map(({ floating_ip_address: address }) => `${address} leads into the medical zone`);
}

function hostOf(server: Server): string {
  return server["OS-EXT-SRV-ATTR:host"] ?? "no host";
}

function availabilityZoneOf(server: Server): string {
  return server["OS-EXT-AZ:availability_zone"];
}
