import type { Resource } from "../../../terraform/configuration";
import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { NO_PACKETS, type PacketSet } from "../../sets/packet-set";
import { ProductSet } from "../../sets/product-set";
import { ServiceSet } from "../../sets/service-set";
import type { Key, Router, Topology } from "../model/topology";
import { Filters, type Permissions } from "./filters";
import {
  CLOUD_SERVICE_ADDRESSES,
  CLOUD_SERVICES,
  GLOBAL_ADDRESSES,
  INTERNET,
  machinesPlaces,
  type MachinesPlace,
  type Place,
} from "./places";
import { Routing, type Delivery } from "./routing";

/** Which packets pass from one place to another with no proxy or load balancer between them. */
export interface Path {
  readonly from: Place;
  readonly to: Place;
  readonly packets: PacketSet;
  /** Interfaces, routes and policies that lead there. */
  readonly hops: readonly Resource[];
}

const EVERYTHING: Permissions = ProductSet.of(ANY_ADDRESS, ServiceSet.ANY);

/**
 * Computes every path of a topology. Only first packets of connections count: security groups are stateful, so an answer
 * follows wherever they let a first packet pass.
 *
 * Taken for granted: what comes over a line, a link or a tunnel bears an address that the network routes back there.
 */
export class Paths {
  readonly filters: Filters;
  readonly machines: readonly MachinesPlace[];
  readonly all: readonly Path[];
  readonly routing: Routing;
  private readonly placesIn = new Map<Key, Place[]>();
  private readonly machinesPlaceOf = new Map<Key, MachinesPlace>();

  constructor(readonly topology: Topology) {
    this.filters = new Filters(topology);
    this.routing = new Routing(topology);
    this.machines = machinesPlaces(topology);
    for (const place of this.machines) {
      this.standsIn(place.first.subnet, place);
      for (const { key } of place.machines) this.machinesPlaceOf.set(key, place);
    }
    for (const loadBalancer of topology.loadBalancers.values())
      this.standsIn(loadBalancer.subnet, { kind: "load-balancer", key: loadBalancer.key, loadBalancer });
    for (const endpoint of topology.endpoints.values())
      this.standsIn(endpoint.subnet, { kind: "endpoint", key: endpoint.key, endpoint });
    this.all = [
      ...this.machines.flatMap((place) => this.fromMachines(place)),
      ...[...topology.loadBalancers.values()].flatMap(({ key }) => this.fromLoadBalancer(key)),
      ...this.fromInternet(),
      ...[...topology.routers.values()].flatMap((router) => this.fromOutside(router)),
      ...this.machines.flatMap((place) => this.fromBehind(place)),
    ].filter((path) => !path.packets.isEmpty);
  }

  /** The class of a machine. */
  placeOf(machine: Key): MachinesPlace | undefined {
    return this.machinesPlaceOf.get(machine);
  }

  /** The machine or load balancer to which a public address leads. */
  placeAt(key: Key): MachinesPlace | (Place & { readonly kind: "load-balancer" }) | undefined {
    const loadBalancer = this.topology.loadBalancers.get(key);
    return loadBalancer ? { kind: "load-balancer", key, loadBalancer } : this.placeOf(key);
  }

  private standsIn(subnet: Key, place: Place): void {
    this.placesIn.set(subnet, [...(this.placesIn.get(subnet) ?? []), place]);
  }

  private fromMachines(place: MachinesPlace): Path[] {
    const { first, addresses, publicBy } = place;
    const subnet = this.topology.subnets.get(first.subnet);
    if (!subnet) return [];
    const sources = first.sendsAsAnyone ? ANY_ADDRESS : addresses.union(first.addressPairs);
    const allowed = this.filters.allowed(first.groups, "egress");
    const sent = allowed.keys;
    const services = limited(allowed, CLOUD_SERVICE_ADDRESSES);
    const cloud: Path = { from: place, to: CLOUD_SERVICES, packets: toward(sources, services), hops: [] };
    const direct: Path = {
      from: place,
      to: INTERNET,
      packets: toward(sources, limited(allowed, GLOBAL_ADDRESSES)),
      hops: publicBy,
    };
    return [
      cloud,
      ...(publicBy.length > 0 ? [direct] : []),
      ...this.arrivals(
        place,
        sources,
        allowed,
        this.routing.fromSubnet(subnet, sent.subtract(CLOUD_SERVICE_ADDRESSES)),
      ),
    ];
  }

  /** A load balancer meets its members, for clients and for health checks, from anywhere in its subnet. */
  private fromLoadBalancer(key: Key): Path[] {
    const loadBalancer = this.topology.loadBalancers.get(key);
    const subnet = this.topology.subnets.get(loadBalancer?.subnet ?? "");
    if (!loadBalancer || !subnet) return [];
    const from: Place = { kind: "load-balancer", key, loadBalancer };
    return loadBalancer.listeners.flatMap(({ members }) =>
      members.flatMap(({ target, services, origin }) => {
        const addresses = "addresses" in target ? target.addresses : this.placeOf(target.machine)?.addresses;
        if (!addresses) return [];
        const sent = ProductSet.of(addresses, services);
        return this.arrivals(from, subnet.addresses, sent, this.routing.fromSubnet(subnet, addresses)).map((path) => ({
          ...path,
          hops: [origin, ...path.hops],
        }));
      }),
    );
  }

  /** The internet meets whatever has a public address, and nothing else. */
  private fromInternet(): Path[] {
    return this.topology.publicAddresses.flatMap(({ origin, target }) => {
      const place = this.placeAt(target);
      if (!place) return [];
      return [
        { from: INTERNET, to: place, packets: this.admitted(place, GLOBAL_ADDRESSES, EVERYTHING), hops: [origin] },
      ];
    });
  }

  /** What comes in over a router's lines and tunnels. */
  private fromOutside(router: Router): Path[] {
    const lines = linesOf(this.routing, router, this.topology);
    const from = this.outside("lines", router, lines);
    const overLines = lines.isEmpty
      ? []
      : this.arrivals(from, lines, EVERYTHING, this.routing.fromRouter(router, ANY_ADDRESS));
    const overTunnels = router.tunnels.flatMap(({ remote, local, origin }) => {
      const place = this.outside("tunnels", router, remote);
      const sent = ProductSet.of(local, ServiceSet.ANY);
      return this.arrivals(place, remote, sent, this.routing.fromRouter(router, local)).map((path) => ({
        ...path,
        hops: [origin, ...path.hops],
      }));
    });
    return [...overLines, ...overTunnels];
  }

  private outside(kind: "lines" | "tunnels", router: Router, addresses: IntervalSet): Place {
    const own = router.interfaces.flatMap(({ subnet: key, address }) => {
      const subnet = this.topology.subnets.get(key);
      return subnet && (address === undefined || address === subnet.gateway) ? [subnet.addresses] : [];
    });
    const home = IntervalSet.union(own);
    return { kind, key: `${kind} of ${router.key}`, router, home, addresses };
  }

  /** What a forwarding machine takes out of its tunnels; its own security groups judge it on the way in. */
  private fromBehind(gateway: MachinesPlace): Path[] {
    const routes = [...this.topology.routers.values()].flatMap((router) =>
      router.routes.filter(({ hop }) => hop.kind === "machine" && this.placeOf(hop.machine) === gateway),
    );
    const addresses = IntervalSet.union(routes.map(({ destination }) => destination));
    const subnet = this.topology.subnets.get(gateway.first.subnet);
    if (addresses.isEmpty || !subnet) return [];
    const from: Place = { kind: "behind-machines", key: `behind ${gateway.key}`, gateway, addresses };
    const allowed = this.filters.allowed(gateway.first.groups, "egress");
    return this.arrivals(from, addresses, allowed, this.routing.fromSubnet(subnet, allowed.keys));
  }

  /** Takes what was sent to where routing delivers it, and through the filters that stand there. */
  private arrivals(from: Place, sources: IntervalSet, sent: Permissions, deliveries: readonly Delivery[]): Path[] {
    return deliveries.flatMap(({ arrival, destinations, hops }): Path[] => {
      const left = limited(sent, destinations);
      switch (arrival.kind) {
        case "subnet":
          return (this.placesIn.get(arrival.subnet) ?? [])
            .filter((to) => to.key !== from.key || to.kind === "machines")
            .map((to) => ({ from, to, packets: this.admitted(to, sources, left), hops }));
        case "internet": {
          const packetsOut = toward(sources.intersect(arrival.sources), limited(left, GLOBAL_ADDRESSES));
          return isOurs(from) ? [{ from, to: INTERNET, packets: packetsOut, hops }] : [];
        }
        case "line":
        case "tunnel": {
          const router = this.topology.routers.get(arrival.router);
          if (!router || !isOurs(from)) return [];
          const kind = arrival.kind === "line" ? "lines" : "tunnels";
          const out = arrival.kind === "tunnel" ? sources.intersect(arrival.sources) : sources;
          return [{ from, to: this.outside(kind, router, destinations), packets: toward(out, left), hops }];
        }
        case "machine": {
          const gateway = this.placeOf(arrival.machine);
          if (!gateway || !isOurs(from)) return [];
          const to: Place = { kind: "behind-machines", key: `behind ${gateway.key}`, gateway, addresses: destinations };
          const ingress = this.filters.allowed(gateway.first.groups, "ingress");
          return [{ from, to, packets: joined(ingress, sources, left), hops }];
        }
      }
    });
  }

  /** What a place takes in of what arrives at it. */
  private admitted(place: Place, sources: IntervalSet, arrived: Permissions): PacketSet {
    switch (place.kind) {
      case "machines": {
        const own = limited(arrived, place.addresses.union(place.first.addressPairs));
        return own.isEmpty ? NO_PACKETS : joined(this.filters.allowed(place.first.groups, "ingress"), sources, own);
      }
      case "load-balancer":
        return place.loadBalancer.listeners.reduce((sum, listener) => {
          const own = limited(arrived, place.loadBalancer.address);
          const admitting = ProductSet.of(listener.sources, listener.services);
          return own.isEmpty ? sum : sum.union(joined(admitting, sources, own));
        }, NO_PACKETS);
      case "endpoint": {
        const { endpoint } = place;
        const own = limited(arrived, endpoint.address);
        return own.isEmpty ? NO_PACKETS : joined(ProductSet.of(endpoint.sources, this.led(place)), sources, own);
      }
      default:
        return NO_PACKETS;
    }
  }

  /** The services of an endpoint whose listener admits it as whom it appears. */
  private led({ endpoint }: Place & { readonly kind: "endpoint" }): ServiceSet {
    const listeners = this.topology.loadBalancers.get(endpoint.loadBalancer)?.listeners ?? [];
    return endpoint.ports
      .filter(({ leadsTo }) =>
        listeners.some(
          ({ services, sources }) => !services.intersect(leadsTo).isEmpty && sources.overlaps(endpoint.appearsAs),
        ),
      )
      .reduce((sum, { services }) => sum.union(services), ServiceSet.EMPTY);
  }
}

function isOurs({ kind }: Place): boolean {
  return kind === "machines" || kind === "load-balancer";
}

/** What a router sends to its lines: their far ends have these addresses. */
function linesOf(routing: Routing, router: Router, topology: Topology): IntervalSet {
  const destinations = IntervalSet.union(
    router.routes.map(({ destination, prefixLength }) => (prefixLength === 0 ? IntervalSet.EMPTY : destination)),
  );
  const own = IntervalSet.union(
    router.interfaces.flatMap(({ subnet }) => topology.subnets.get(subnet)?.addresses ?? []),
  );
  return IntervalSet.union(
    routing
      .fromRouter(router, destinations.subtract(own))
      .filter(({ arrival }) => arrival.kind === "line" && arrival.router === router.key)
      .map((delivery) => delivery.destinations),
  );
}

function limited(permissions: Permissions, peers: IntervalSet): Permissions {
  return permissions.intersect(ProductSet.of(peers, ServiceSet.ANY));
}

/** From every source to each peer for its services. */
function toward(sources: IntervalSet, permissions: Permissions): PacketSet {
  return ProductSet.of(sources, permissions);
}

/** What is sent and also taken in. */
function joined(ingress: Permissions, sources: IntervalSet, sent: Permissions): PacketSet {
  return ingress.layers.reduce<PacketSet>((sum, { keys, rest }) => {
    const from = keys.intersect(sources);
    if (from.isEmpty) return sum;
    const passing = sent.intersect(ProductSet.of(ANY_ADDRESS, rest));
    return passing.isEmpty ? sum : sum.union(ProductSet.of(from, passing));
  }, NO_PACKETS);
}
