import type { Resource } from "../../terraform/configuration";
import type { Route, Subnet, Tunnel } from "../isolation/model/topology";
import type { Delivery } from "../isolation/reachability/routing";
import { ANY_ADDRESS } from "../sets/ipv4-addresses";
import { IntervalSet } from "../sets/interval-set";
import type { LintSubject } from "./subject";

/** Where routes stand: a router, or the hosts of a subnet. */
export interface RouteTable {
  readonly origin: Resource;
  readonly routes: readonly Route[];
  readonly tunnels: readonly Tunnel[];
  /** The subnets in which it stands. */
  readonly subnets: readonly Subnet[];
  /** Their addresses. */
  readonly own: IntervalSet;
  /** Where the packets arrive that a route or a tunnel takes, the longest prefix first. */
  readonly deliveries: ReadonlyMap<Resource, readonly Delivery[]>;
}

/** Every table that has a route or a tunnel. */
export function routeTables({ topology, routing }: LintSubject): RouteTable[] {
  const ofRouters = [...topology.routers.values()]
    .filter(({ routes, tunnels }) => routes.length + tunnels.length > 0)
    .map((router): RouteTable => {
      const subnets = router.interfaces.flatMap(({ subnet }) => topology.subnets.get(subnet) ?? []);
      const own = addressesOf(subnets);
      const deliveries = byFirstHop(routing.fromRouter(router, ANY_ADDRESS.subtract(own)));
      return { origin: router.origin, routes: router.routes, tunnels: router.tunnels, subnets, own, deliveries };
    });
  const ofHosts = [...topology.subnets.values()]
    .filter(({ hostRoutes }) => hostRoutes.length > 0)
    .map((subnet): RouteTable => {
      const own = subnet.addresses;
      const deliveries = byFirstHop(routing.fromSubnet(subnet, ANY_ADDRESS.subtract(own)));
      return { origin: subnet.origin, routes: subnet.hostRoutes, tunnels: [], subnets: [subnet], own, deliveries };
    });
  return [...ofRouters, ...ofHosts];
}

function addressesOf(subnets: readonly Subnet[]): IntervalSet {
  return IntervalSet.union(subnets.map(({ addresses }) => addresses));
}

function byFirstHop(deliveries: readonly Delivery[]): Map<Resource, Delivery[]> {
  const found = new Map<Resource, Delivery[]>();
  for (const delivery of deliveries) {
    const [first] = delivery.hops;
    if (!first) continue;
    const known = found.get(first);
    if (known) known.push(delivery);
    else found.set(first, [delivery]);
  }
  return found;
}
