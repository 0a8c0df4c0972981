import type { IntervalSet } from "./interval-set";
import { ProductSet } from "./product-set";
import type { ServiceSet } from "./service-set";

/** First packets of connections: source address, destination address, service. */
export type PacketSet = ProductSet<ProductSet<ServiceSet>>;

export const NO_PACKETS: PacketSet = ProductSet.empty();

/** Every packet from one of the sources to one of the destinations for one of the services. */
export function packets(sources: IntervalSet, destinations: IntervalSet, services: ServiceSet): PacketSet {
  return ProductSet.of(sources, ProductSet.of(destinations, services));
}

/** A packet set taken apart into products that do not overlap. */
export function productsOf(
  set: PacketSet,
): { readonly sources: IntervalSet; readonly destinations: IntervalSet; readonly services: ServiceSet }[] {
  return set.layers.flatMap(({ keys: sources, rest }) =>
    rest.layers.map(({ keys: destinations, rest: services }) => ({ sources, destinations, services })),
  );
}
