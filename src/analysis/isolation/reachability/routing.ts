import type { Resource } from "../../../terraform/configuration";
import { BlockIndex } from "../../sets/block-index";
import { IntervalSet } from "../../sets/interval-set";
import { addTo } from "../../collections";
import type { Key, Route, Router, Subnet, Topology } from "../model/topology";

/** Where packets end up that nothing on the way stops. */
export type Arrival =
  | { readonly kind: "subnet"; readonly subnet: Key }
  | { readonly kind: "internet"; readonly sources: IntervalSet }
  | { readonly kind: "line"; readonly router: Key; readonly name: string }
  | { readonly kind: "tunnel"; readonly router: Key; readonly sources: IntervalSet }
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

  private readonly routes = new Map<Router | Subnet, RouteIndex>();

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
      ...this.routesFor(subnet, destinations).map((route) => this.routed(route, [subnet], undefined, [], visited)),
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
    const tunnelled = router.tunnels.flatMap(({ origin, local, remote }): Delivery[] => {
      const peers = destinations.intersect(remote);
      const arrival = { kind: "tunnel", router: router.key, sources: local } as const;
      return peers.isEmpty ? [] : [{ arrival, destinations: peers, hops: [...hops, origin] }];
    });
    const forwarded = forwardAll(destinations, [
      ...subnets.map(({ subnet, origin }) => this.connected(subnet, [...hops, origin])),
      ...this.routesFor(router, destinations).map((route) =>
        this.routed(
          route,
          subnets.map(({ subnet }) => subnet),
          router,
          hops,
          seen,
        ),
      ),
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

  /** @param router where the route stands; undefined for a host's */
  private routed(
    route: Route,
    subnets: readonly Subnet[],
    router: Router | undefined,
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
        return {
          destination,
          prefixLength,
          forward: arrive({ kind: "line", router: router?.key ?? origin.stack, name: hop.name }),
        };
      case "address": {
        const next = this.standingAt(hop.address, subnets);
        if (next && "interfaces" in next)
          return {
            destination,
            prefixLength,
            forward: (destinations) => this.forward(next, destinations, led, visited),
          };
        const name = formatHop(hop.address);
        return {
          destination,
          prefixLength,
          forward: arrive(
            next ? { kind: "machine", machine: next.key } : { kind: "line", router: router?.key ?? origin.stack, name },
          ),
        };
      }
    }
  }

  /** The routes of a table that take at least one of the destinations, in its order. */
  private routesFor(table: Router | Subnet, destinations: IntervalSet): readonly Route[] {
    const known = this.routes.get(table) ?? new RouteIndex("routes" in table ? table.routes : table.hostRoutes);
    this.routes.set(table, known);
    return known.overlapping(destinations);
  }

  private gatewayOf(subnet: Subnet): Router | undefined {
    return this.routersOf.get(subnet.key)?.find(({ address }) => address === undefined || address === subnet.gateway)
      ?.router;
  }

  /** The router or the machine that has an address in one of the subnets. */
  private standingAt(address: number, subnets: readonly Subnet[]) {
    const here = subnets.filter(({ addresses }) => addresses.has(address)).map(({ key }) => key);
    const routers = here.flatMap((subnet) => this.routersOf.get(subnet) ?? []);
    const router = routers.find((each) => each.address === address)?.router;
    if (router) return router;
    return [...this.topology.machines.values()].find(
      ({ subnet, addresses, addressPairs }) =>
        here.includes(subnet) && ((addresses.size === 1 && addresses.has(address)) || addressPairs.has(address)),
    );
  }
}

/** The routes of a table by where they lead. */
class RouteIndex {
  private readonly byDestination: BlockIndex<{ readonly route: Route; readonly place: number }>;

  constructor(routes: readonly Route[]) {
    const placed = routes.map((route, place) => ({ route, place }));
    this.byDestination = new BlockIndex(placed, ({ route }) => route.destination);
  }

  overlapping(destinations: IntervalSet): Route[] {
    return [...this.byDestination.overlapping(destinations)]
      .sort((left, right) => left.place - right.place)
      .map(({ route }) => route);
  }
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

function formatHop(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
