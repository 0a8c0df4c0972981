import type { Resource } from "../../../terraform/configuration";
import { addTo } from "../../collections";
import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import type { PacketSet } from "../../sets/packet-set";
import { ProductSet } from "../../sets/product-set";
import { ServiceSet } from "../../sets/service-set";
import { forwardingMachines } from "../model/next-hops";
import type { Key, Route, Router, Subnet, Topology } from "../model/topology";
import { Admission } from "./admission";
import { Filters, type Permissions } from "./filters";
import { joined, limited, toward } from "./permissions";
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
  private readonly admission: Admission;

  constructor(readonly topology: Topology) {
    this.filters = new Filters(topology);
    this.admission = new Admission(topology, this.filters);
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
    const forwarding = forwardingMachines(topology);
    this.all = [
      ...this.machines.flatMap((place) => this.fromMachines(place)),
      ...[...topology.loadBalancers.values()].flatMap(({ key }) => this.fromLoadBalancer(key)),
      ...this.fromInternet(),
      ...[...topology.routers.values()].flatMap((router) => [...this.overLines(router), ...this.overTunnels(router)]),
      ...[...topology.subnets.values()].flatMap((subnet) => this.overHostRoutes(subnet)),
      ...this.machines.flatMap((place) =>
        this.fromBehind(
          place,
          place.machines.flatMap(({ key }) => forwarding.get(key) ?? []),
        ),
      ),
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
    addTo(this.placesIn, subnet, place);
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
    // Members of one class that are sent the same differ by nothing but their names.
    const met = new Map<IntervalSet, Map<string, Path[]>>();
    const meet = (addresses: IntervalSet, services: ServiceSet): Path[] => {
      const byServices = met.get(addresses) ?? new Map<string, Path[]>();
      met.set(addresses, byServices);
      const known = byServices.get(services.toString());
      if (known) return known;
      const sent = ProductSet.of(addresses, services);
      const made = this.arrivals(from, subnet.addresses, sent, this.routing.fromSubnet(subnet, addresses));
      byServices.set(services.toString(), made);
      return made;
    };
    return loadBalancer.listeners.flatMap(({ members }) =>
      members.flatMap(({ target, services, origin }) => {
        const addresses = "addresses" in target ? target.addresses : this.placeOf(target.machine)?.addresses;
        return addresses ? meet(addresses, services).map((path) => ({ ...path, hops: [origin, ...path.hops] })) : [];
      }),
    );
  }

  /** The internet meets whatever has a public address, and nothing else. */
  private fromInternet(): Path[] {
    return this.topology.publicAddresses.flatMap(({ origin, target }) => {
      const place = this.placeAt(target);
      if (!place) return [];
      return [
        {
          from: INTERNET,
          to: place,
          packets: this.admission.admitted(place, GLOBAL_ADDRESSES, EVERYTHING),
          hops: [origin],
        },
      ];
    });
  }

  /** What comes in over a router's lines. */
  private overLines(router: Router): Path[] {
    const own = router.interfaces.flatMap(({ subnet }) => this.topology.subnets.get(subnet)?.addresses ?? []);
    const destinations = routed(router.routes).subtract(IntervalSet.union(own));
    const lines = linesAt(router, this.routing.fromRouter(router, destinations));
    return lines.size === 0 ? [] : this.fromLines(router, lines, this.routing.fromRouter(router, ANY_ADDRESS));
  }

  /** What comes from a neighbour that only the hosts of a subnet know: it stands among them. */
  private overHostRoutes(subnet: Subnet): Path[] {
    const destinations = routed(subnet.hostRoutes).subtract(subnet.addresses);
    if (destinations.isEmpty) return [];
    const lines = linesAt(subnet, this.routing.fromSubnet(subnet, destinations));
    return lines.size === 0 ? [] : this.fromLines(subnet, lines, this.routing.fromSubnet(subnet, ANY_ADDRESS));
  }

  /** What goes back over the line by which it came was its carrier's to deliver. */
  private fromLines(
    at: Router | Subnet,
    lines: ReadonlyMap<Key, IntervalSet>,
    deliveries: readonly Delivery[],
  ): Path[] {
    const all = IntervalSet.union([...lines.values()]);
    const inward = deliveries.filter(({ arrival }) => arrival.kind !== "line");
    const acrossLines = [...lines].flatMap(([line, addresses]) => {
      const onward = deliveries.flatMap((delivery): Delivery[] => {
        if (delivery.arrival.kind !== "line" || delivery.arrival.line === line) return [];
        return [{ ...delivery, destinations: delivery.destinations.subtract(addresses) }];
      });
      return this.arrivals(this.outside("lines", at, addresses), addresses, EVERYTHING, onward);
    });
    return [...this.arrivals(this.outside("lines", at, all), all, EVERYTHING, inward), ...acrossLines];
  }

  /** What comes out of a router's tunnels: from whom and to whom their policies say. */
  private overTunnels(router: Router): Path[] {
    return router.tunnels.flatMap(({ remote, local, origin }) => {
      const from = this.outside("tunnels", router, remote);
      const deliveries = this.routing
        .fromRouter(router, local)
        .filter(({ arrival }) => arrival.kind !== "tunnel" || arrival.tunnel !== origin);
      return this.arrivals(from, remote, ProductSet.of(local, ServiceSet.ANY), deliveries).map((path) => ({
        ...path,
        hops: [origin, ...path.hops],
      }));
    });
  }

  private outside(kind: "lines" | "tunnels", at: Router | Subnet, addresses: IntervalSet): Place {
    return { kind, key: `${kind} of ${at.key}`, at, home: this.homeOf(at), addresses };
  }

  private homeOf(at: Router | Subnet): IntervalSet {
    if (!("interfaces" in at)) return at.addresses;
    const own = at.interfaces.flatMap(({ subnet: key, address }) => {
      const subnet = this.topology.subnets.get(key);
      return subnet && (address === undefined || address === subnet.gateway) ? [subnet.addresses] : [];
    });
    return IntervalSet.union(own);
  }

  /** What a forwarding machine takes out of its tunnels; its own security groups judge it on the way in. */
  private fromBehind(gateway: MachinesPlace, routes: readonly Route[]): Path[] {
    const addresses = routed(routes);
    const subnet = this.topology.subnets.get(gateway.first.subnet);
    if (addresses.isEmpty || !subnet) return [];
    const allowed = this.filters.allowed(gateway.first.groups, "egress");
    const deliveries = this.routing.fromSubnet(subnet, allowed.keys);
    const sources = addresses.intersect(gateway.first.forwardsFor);
    return this.arrivals(behind(gateway, subnet, addresses), sources, allowed, deliveries);
  }

  /** Takes what was sent to where routing delivers it, and through the filters that stand there. */
  private arrivals(from: Place, sources: IntervalSet, sent: Permissions, deliveries: readonly Delivery[]): Path[] {
    return deliveries.flatMap(({ arrival, destinations, hops }): Path[] => {
      const left = limited(sent, destinations);
      switch (arrival.kind) {
        case "subnet":
          return (this.placesIn.get(arrival.subnet) ?? [])
            .filter((to) => to.key !== from.key || to.kind === "machines")
            .map((to) => ({ from, to, packets: this.admission.admitted(to, sources, left), hops }));
        case "internet": {
          const packetsOut = toward(sources.intersect(arrival.sources), limited(left, GLOBAL_ADDRESSES));
          return [{ from, to: INTERNET, packets: packetsOut, hops }];
        }
        case "line":
        case "tunnel": {
          const at = this.topology.routers.get(arrival.at) ?? this.topology.subnets.get(arrival.at);
          if (!at) return [];
          const kind = arrival.kind === "line" ? "lines" : "tunnels";
          const out = arrival.kind === "tunnel" ? sources.intersect(arrival.sources) : sources;
          return [{ from, to: this.outside(kind, at, destinations), packets: toward(out, left), hops }];
        }
        case "machine": {
          const gateway = this.placeOf(arrival.machine);
          const subnet = this.topology.subnets.get(gateway?.first.subnet ?? "");
          if (!gateway || !subnet || (from.kind === "behind-machines" && from.gateway === gateway)) return [];
          const to = behind(gateway, subnet, destinations);
          const ingress = this.filters.allowed(gateway.first.groups, "ingress");
          return [{ from, to, packets: joined(ingress, sources, left), hops }];
        }
      }
    });
  }
}

/** Where routes lead. */
function routed(routes: readonly Route[]): IntervalSet {
  return IntervalSet.union(routes.map(({ destination }) => destination));
}

/** What is sent over each line that hangs there: their far ends have these addresses. */
function linesAt({ key }: Router | Subnet, deliveries: readonly Delivery[]): Map<Key, IntervalSet> {
  const lines = new Map<Key, IntervalSet>();
  for (const { arrival, destinations } of deliveries) {
    if (arrival.kind !== "line" || arrival.at !== key) continue;
    lines.set(arrival.line, (lines.get(arrival.line) ?? IntervalSet.EMPTY).union(destinations));
  }
  return lines;
}

function behind(gateway: MachinesPlace, { addresses: home }: Subnet, addresses: IntervalSet): Place {
  return { kind: "behind-machines", key: `behind ${gateway.key}`, gateway, home, addresses };
}
