import type { Environment } from "../environment/environment";
import { ZONES, type LoadBalancerName, type SubnetRole, type Zone } from "../environment/schema/names";
import { loadBalancerZone, type Connection, type Endpoint } from "../constructs/connectivity";
import { Connections, type ConnectionsProps, type IConnectable } from "../constructs/network/connections";
import { addressPeer, subnetPeer } from "../constructs/network/peers";

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
  for (const { from, to, port, why, path } of connections) {
    resolve(from).connections.allowTo(resolve(to), port, why, path);
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
function standIn(environment: Environment, cloud: string, endpoint: Endpoint): ConnectionsProps {
  switch (endpoint.kind) {
    case "role": {
      const { zone, role } = endpoint;
      return { zone, peer: subnetPeer(zone, role, environment.plan.subnetsOf(cloud, zone, role)) };
    }
    case "load-balancer":
      return loadBalancerStandIn(environment, cloud, endpoint.name);
    case "outside":
      return { peer: { id: endpoint.id, blocks: endpoint.blocks } };
  }
}

/** A load balancer of another stack: its pinned address, its subnet, and where clients of other zones meet it. */
function loadBalancerStandIn(environment: Environment, cloud: string, name: LoadBalancerName): ConnectionsProps {
  const zone = loadBalancerZone(name);
  const sourcePeer = subnetPeer(zone, "load-balancer", [environment.plan.loadBalancerSubnet(cloud, zone)]);
  const crossings = new Map(
    ZONES.flatMap((client) => {
      const endpoint = environment.endpointAddress(cloud, client, name);
      if (endpoint === undefined) return [];
      return [[client, { destination: addressPeer(`${name}-endpoint`, endpoint), source: sourcePeer }] as const];
    }),
  );
  return { zone, peer: addressPeer(name, environment.loadBalancerAddress(cloud, name)), sourcePeer, crossings };
}
