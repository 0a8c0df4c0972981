import type { Environment } from "../environment/environment";
import { ZONES, type LoadBalancerName, type SubnetRole, type Zone } from "../environment/schema/names";
import { Cidr } from "../environment/values";
import { loadBalancerZone, type Connection, type Endpoint } from "../constructs/connectivity";
import { Connections, type IConnectable, type Peer } from "../constructs/network/connections";

/** The things of a stack on which rules are put; whatever it leaves out stands elsewhere and is only a peer here. */
export interface Firewalls {
  readonly securityGroup?: (zone: Zone, role: SubnetRole) => IConnectable | undefined;
  readonly loadBalancer?: (name: LoadBalancerName) => IConnectable | undefined;
}

/**
 * Puts the connections of a cloud on the firewalls of one stack. A connection's two ends often belong to two stacks: each
 * stack writes its own side, and both read it from the same list.
 */
export function applyConnections(
  environment: Environment,
  cloud: string,
  connections: readonly Connection[],
  firewalls: Firewalls,
): void {
  const connectables = new Map<string, IConnectable>();
  const resolve = (endpoint: Endpoint): IConnectable => {
    const key = endpointKey(endpoint);
    const known = connectables.get(key);
    if (known) return known;
    const made = ownConnectable(firewalls, endpoint) ?? new Connections(standIn(environment, cloud, endpoint));
    connectables.set(key, made);
    return made;
  };
  for (const { from, to, port, why } of connections) {
    resolve(from).connections.allowTo(resolve(to), port, why);
  }
}

function endpointKey(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case "role":
      return `role/${endpoint.zone}/${endpoint.role}`;
    case "load-balancer":
      return `load-balancer/${endpoint.name}`;
    case "outside":
      return `outside/${endpoint.id}`;
  }
}

function ownConnectable(firewalls: Firewalls, endpoint: Endpoint): IConnectable | undefined {
  switch (endpoint.kind) {
    case "role":
      return firewalls.securityGroup?.(endpoint.zone, endpoint.role);
    case "load-balancer":
      return firewalls.loadBalancer?.(endpoint.name);
    case "outside":
      return undefined;
  }
}

/** A peer without firewalls of its own, its addresses taken from the plan. */
function standIn(environment: Environment, cloud: string, endpoint: Endpoint) {
  switch (endpoint.kind) {
    case "role":
      return { zone: endpoint.zone, peer: rolePeer(environment, cloud, endpoint.zone, endpoint.role) };
    case "load-balancer":
      return loadBalancerStandIn(environment, cloud, endpoint.name);
    case "outside":
      return { peer: { id: endpoint.id, blocks: endpoint.blocks } };
  }
}

/** The subnets of a role as a peer. */
export function rolePeer(environment: Environment, cloud: string, zone: Zone, role: SubnetRole): Peer {
  const blocks = environment.plan
    .subnetsOf(cloud, zone, role)
    .map(({ availabilityZone, cidr }) => ({ key: availabilityZone, cidr }));
  return { id: `${zone}-${role}`, blocks };
}

/** The pinned address of a load balancer as a peer, and where clients of other zones meet it. */
function loadBalancerStandIn(environment: Environment, cloud: string, name: LoadBalancerName) {
  const zone = loadBalancerZone(name);
  const address = environment.loadBalancerAddress(cloud, name);
  const crossings = new Map(
    ZONES.flatMap((client) => {
      const endpoint = environment.endpointAddress(cloud, client, name);
      if (endpoint === undefined) return [];
      const crossing = {
        destination: addressPeer(`${name}-endpoint`, Cidr.ofAddress(endpoint)),
        source: rolePeer(environment, cloud, zone, "load-balancer"),
      };
      return [[client, crossing] as const];
    }),
  );
  return { zone, peer: addressPeer(name, Cidr.ofAddress(address)), crossings };
}

function addressPeer(id: string, cidr: Cidr): Peer {
  return { id, blocks: [{ key: "address", cidr }] };
}
