import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { packets, productsOf } from "../../sets/packet-set";
import { ServiceSet } from "../../sets/service-set";
import type { Path } from "../reachability/paths";
import { GLOBAL_ADDRESSES } from "../reachability/places";
import type { Intent } from "./intent";
import { violation, type Judging, type Violation } from "./violation";

/**
 * What passes directly between zones that are kept apart, whatever was declared. What stands behind the lines, tunnels and
 * forwarding machines of a zone belongs to it.
 */
export function separation(judging: Judging, path: Path): Violation[] {
  const { intent, names } = judging;
  const [home, far] = [names.homeOf(path.from), names.homeOf(path.to)];
  return directions(intent).flatMap(([from, to]) => {
    const forbidden = packets(
      home === from ? ANY_ADDRESS : zoneAddresses(intent, from),
      far === to ? ANY_ADDRESS : zoneAddresses(intent, to),
      ServiceSet.ANY,
    );
    return productsOf(path.packets.intersect(forbidden)).map((product) => ({
      ...violation(judging, path, product),
      kind: "separated" as const,
      because: `nothing passes from ${from} to ${to} but through the exchange`,
    }));
  });
}

/**
 * Routes between zones that are kept apart. No filter is looked at: without a route a rule that was opened by mistake opens
 * nothing, so each of the two has to hold by itself.
 */
export function routesAcross({ paths, intent }: Judging): Violation[] {
  return directions(intent).flatMap(([from, to]) => {
    const [here, there] = [zoneAddresses(intent, from), zoneAddresses(intent, to)];
    return [...paths.topology.subnets.values()].flatMap((subnet) => {
      if (!here.contains(subnet.addresses)) return [];
      return (
        paths.routing
          .fromSubnet(subnet, there)
          // The internet zone may send to the internet, which routes no private address on.
          .filter(({ arrival, destinations }) => arrival.kind !== "internet" || destinations.overlaps(GLOBAL_ADDRESSES))
          .map(({ destinations, hops }) => ({
            kind: "route" as const,
            from,
            to,
            sources: subnet.addresses,
            destinations,
            services: ServiceSet.ANY,
            because: `zone ${from} must have no route to ${to}`,
            witness: hops.map(({ stack, address }) => ({
              stack,
              address,
              what: "leads there",
              source: intent.sourceOf(stack, address),
            })),
          }))
      );
    });
  });
}

function directions({ separated }: Intent): (readonly [from: string, to: string])[] {
  return separated.flatMap(([left, right]) => [[left, right] as const, [right, left] as const]);
}

/** The internet itself belongs to the zone of that name. */
export function zoneAddresses({ zones }: Pick<Intent, "zones">, name: string): IntervalSet {
  const own = zones.filter(({ zone }) => zone === name).map(({ addresses }) => addresses);
  return IntervalSet.union(name === "internet" ? [...own, GLOBAL_ADDRESSES] : own);
}
