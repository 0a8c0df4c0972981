import type { Resource } from "../../../terraform/configuration";
import { BlockIndex } from "../../sets/block-index";
import { IntervalSet } from "../../sets/interval-set";
import { addTo } from "../../collections";
import { formatAddresses } from "../../sets/ipv4-addresses";
import type { Key, Route, Router, Subnet, Topology, Tunnel } from "../model/topology";

/** Where packets end up that nothing on the way stops. */
export type Arrival =
  | { readonly kind: "subnet"; readonly subnet: Key }
  | { readonly kind: "internet"; readonly sources: IntervalSet }
  /** `line` is the same for every route over it; `at` is the router, or the subnet whose hosts know the way. */
  | { readonly kind: "line"; readonly at: Key; readonly line: Key }
  /** `tunnel` is its policy. */
  | { readonly kind: "tunnel"; readonly at: Key; readonly tunnel: Resource; readonly sources: IntervalSet }
  /** A machine that forwards. */
  | { readonly kind: "machine"; readonly machine: Key };

export interface Delivery {
  readonly arrival: Arrival;
  readonly destinations: IntervalSet;
  /** What led there, in order: routers' interfaces, routes, policies. */
  readonly hops: readonly Resource[];
}

interface TableEntry {
  readonly destination: IntervalSet;
  readonly prefixLength: number;
  readonly forward: (destinations: IntervalSet) => Delivery[];
}

const BITS = 32;

/** Follows packets from where they are sent to where they arrive, over hosts' routes and routers, the longest prefix first. */
export class Routing {
  private readonly routersOf = new Map<Key, { readonly router: Router; readonly address: number | undefined }[]>();

  private readonly routesOf = new Map<Router | Subnet, BlockIndex<Route>>();
  private readonly tunnelsOf = new Map<Router, BlockIndex<Tunnel>>();

  constructor(private readonly topology: Topology) {
    for (const router of topology.routers.values()) {
      for (const { subnet, address } of router.interfaces) addTo(this.routersOf, subnet, { router, address });
    }
  }

  /** What a host of a subnet sends. */
  fromSubnet(subnet: Subnet, destinations: IntervalSet): Delivery[] {
    const visited = new Set<Key>();
    const gateway = this.gatewayOf(subnet);
    return forwardAll(destinations, [
      this.connected(subnet, [subnet.origin]),
      ...this.routesFor(subnet, destinations).map((route) => this.routed(route, [subnet], subnet.key, [], visited)),
      ...(gateway ? [this.through(gateway, [], visited)] : []),
    ]);
  }

  /** What reaches a router from one of its lines or tunnels. */
  fromRouter(router: Router, destinations: IntervalSet): Delivery[] {
    return this.forward(router, destinations, [], new Set());
  }

  private forward(
    router: Router,
    destinations: IntervalSet,
    hops: readonly Resource[],
    visited: ReadonlySet<Key>,
  ): Delivery[] {
    if (visited.has(router.key) || destinations.isEmpty) return [];
    const seen = new Set([...visited, router.key]);
    const subnets = router.interfaces.flatMap(({ subnet, origin }) => {
      const known = this.topology.subnets.get(subnet);
      return known ? [{ subnet: known, origin }] : [];
    });
    const standing = subnets.map(({ subnet }) => subnet);
    const tunnelled = this.tunnelsFor(router, destinations).flatMap(({ origin, local, remote }): Delivery[] => {
      const peers = destinations.intersect(remote);
      const arrival = { kind: "tunnel", at: router.key, tunnel: origin, sources: local } as const;
      return peers.isEmpty ? [] : [{ arrival, destinations: peers, hops: [...hops, origin] }];
    });
    const forwarded = forwardAll(destinations, [
      ...subnets.map(({ subnet, origin }) => this.connected(subnet, [...hops, origin])),
      ...this.routesFor(router, destinations).map((route) => this.routed(route, standing, router.key, hops, seen)),
    ]);
    return [...tunnelled, ...forwarded];
  }

  private connected(subnet: Subnet, hops: readonly Resource[]): TableEntry {
    return {
      destination: subnet.addresses,
      prefixLength: BITS - Math.log2(subnet.addresses.size),
      forward: (destinations) => [{ arrival: { kind: "subnet", subnet: subnet.key }, destinations, hops }],
    };
  }

  private through(router: Router, hops: readonly Resource[], visited: ReadonlySet<Key>): TableEntry {
    return {
      destination: ALL,
      prefixLength: 0,
      forward: (destinations) => this.forward(router, destinations, [...hops, router.origin], visited),
    };
  }

  /** @param at the router where the route stands, or the subnet whose hosts have it */
  private routed(
    route: Route,
    subnets: readonly Subnet[],
    at: Key,
    hops: readonly Resource[],
    visited: ReadonlySet<Key>,
  ): TableEntry {
    const { destination, prefixLength, hop, origin } = route;
    const led = [...hops, origin];
    const arrive = (arrival: Arrival) => (destinations: IntervalSet) => [{ arrival, destinations, hops: led }];
    switch (hop.kind) {
      case "internet":
        return { destination, prefixLength, forward: arrive(hop) };
      case "machine":
        return { destination, prefixLength, forward: arrive(hop) };
      case "line":
        return { destination, prefixLength, forward: arrive({ kind: "line", at, line: hop.name }) };
      case "address": {
        const next = this.standingAt(hop.address, subnets);
        if (next)
          return {
            destination,
            prefixLength,
            forward: (destinations) => this.forward(next, destinations, led, visited),
          };
        const standsIn = subnets.find(({ addresses }) => addresses.has(hop.address))?.key ?? at;
        const line = `${formatAddresses(IntervalSet.of(hop.address))} in ${standsIn}`;
        return { destination, prefixLength, forward: arrive({ kind: "line", at, line }) };
      }
    }
  }

  /** The routes of a table that take at least one of the destinations, in its order. */
  private routesFor(table: Router | Subnet, destinations: IntervalSet): readonly Route[] {
    const routes = "routes" in table ? table.routes : table.hostRoutes;
    return indexIn(this.routesOf, table, routes, ({ destination }) => destination).overlappingInOrder(destinations);
  }

  /** The tunnels of a router to whose far ends at least one of the destinations belongs. */
  private tunnelsFor(router: Router, destinations: IntervalSet): readonly Tunnel[] {
    return indexIn(this.tunnelsOf, router, router.tunnels, ({ remote }) => remote).overlappingInOrder(destinations);
  }

  private gatewayOf(subnet: Subnet): Router | undefined {
    return this.routersOf.get(subnet.key)?.find(({ address }) => address === undefined || address === subnet.gateway)
      ?.router;
  }

  /** The router that has an address in one of the subnets. */
  private standingAt(address: number, subnets: readonly Subnet[]): Router | undefined {
    return subnets
      .filter(({ addresses }) => addresses.has(address))
      .flatMap(({ key }) => this.routersOf.get(key) ?? [])
      .find((each) => each.address === address)?.router;
  }
}

/** The items of a table by their addresses, for the many questions to the same table. */
function indexIn<Table, Item>(
  known: Map<Table, BlockIndex<Item>>,
  table: Table,
  items: readonly Item[],
  addressesOf: (item: Item) => IntervalSet,
): BlockIndex<Item> {
  const index = known.get(table) ?? new BlockIndex(items, addressesOf);
  known.set(table, index);
  return index;
}

const ALL = IntervalSet.of(0, 2 ** BITS - 1);

/** The longest prefix takes its destinations first; routes of one prefix share them. */
function forwardAll(destinations: IntervalSet, table: readonly TableEntry[]): Delivery[] {
  const deliveries: Delivery[] = [];
  let left = destinations;
  const lengths = [...new Set(table.map(({ prefixLength }) => prefixLength))].sort((a, b) => b - a);
  for (const length of lengths) {
    const entries = table.filter(({ prefixLength }) => prefixLength === length);
    for (const { destination, forward } of entries) {
      const taken = left.intersect(destination);
      if (!taken.isEmpty) deliveries.push(...forward(taken));
    }
    left = left.subtract(IntervalSet.union(entries.map(({ destination }) => destination)));
  }
  return deliveries;
}
