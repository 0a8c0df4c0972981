import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { packets, type PacketSet } from "../../sets/packet-set";
import { ServiceSet } from "../../sets/service-set";
import type { Path, Paths } from "../reachability/paths";
import type { Place } from "../reachability/places";

/** A path on which something goes on that entered a place by another one. */
export interface Onward {
  readonly path: Path;
  /** What of it goes on there. */
  readonly entering: ServiceSet;
}

/**
 * Where a connection goes on from a place that relays: a load balancer to its members, an endpoint to its load balancer, a
 * proxy to the targets of the listener by which it entered, a line to what stands at its other end.
 */
export function onward(paths: Paths, place: Place, entered: PacketSet): Onward[] {
  const services = servicesOf(entered);
  switch (place.kind) {
    case "load-balancer":
      return place.loadBalancer.listeners
        .filter((listener) => !listener.services.intersect(services).isEmpty)
        .flatMap(({ services: entering, members }) => {
          const own = new Set(members.map((member) => member.origin));
          return paths.all
            .filter(({ from, hops: [first] }) => from.key === place.key && first !== undefined && own.has(first))
            .map((path) => ({ path, entering }));
        });
    case "endpoint":
      return endpointOnward(paths, place, services);
    case "machines": {
      const leaving = paths.all.filter(({ from }) => from === place);
      return (place.relay?.listeners ?? [])
        .filter((listener) => !listener.services.intersect(services).isEmpty)
        .flatMap(({ services: entering, targets }) =>
          targets
            .flatMap((target) => narrowed(leaving, packets(ANY_ADDRESS, target.addresses, target.services)))
            .map((path) => ({ path, entering })),
        );
    }
    case "lines":
      return narrowed(
        paths.all.filter(({ from }) => from.kind === "lines" && from.at !== place.at),
        entered,
      ).map((path) => ({ path, entering: servicesOf(path.packets) }));
    default:
      return [];
  }
}

function endpointOnward(paths: Paths, place: Place & { readonly kind: "endpoint" }, services: ServiceSet): Onward[] {
  const { endpoint } = place;
  const loadBalancer = paths.topology.loadBalancers.get(endpoint.loadBalancer);
  if (!loadBalancer) return [];
  const to: Place = { kind: "load-balancer", key: loadBalancer.key, loadBalancer };
  return endpoint.ports
    .filter((port) => !port.services.intersect(services).isEmpty)
    .map(({ services: entering, leadsTo }) => ({
      entering,
      path: { from: place, to, packets: packets(endpoint.appearsAs, loadBalancer.address, leadsTo), hops: [] },
    }));
}

function narrowed(paths: readonly Path[], to: PacketSet): Path[] {
  return paths
    .map((path) => ({ ...path, packets: path.packets.intersect(to) }))
    .filter((path) => !path.packets.isEmpty);
}

/** All services in a set of packets. */
export function servicesOf(set: PacketSet): ServiceSet {
  return set.layers.flatMap(({ rest }) => rest.layers).reduce((sum, { rest }) => sum.union(rest), ServiceSet.EMPTY);
}
