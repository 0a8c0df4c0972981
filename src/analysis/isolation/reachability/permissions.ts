import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import type { IntervalSet } from "../../sets/interval-set";
import type { PacketSet } from "../../sets/packet-set";
import { ProductSet } from "../../sets/product-set";
import { ServiceSet } from "../../sets/service-set";
import type { Permissions } from "./filters";

/** What of it is about some peers. */
export function limited(permissions: Permissions, peers: IntervalSet): Permissions {
  return permissions.intersect(ProductSet.of(peers, ServiceSet.ANY));
}

/** From every source to each peer for its services. */
export function toward(sources: IntervalSet, permissions: Permissions): PacketSet {
  return ProductSet.of(sources, permissions);
}

/** What is sent and also taken in. */
export function joined(ingress: Permissions, sources: IntervalSet, sent: Permissions): PacketSet {
  return ProductSet.union(
    ingress.layers.flatMap(({ keys, rest }) => {
      const from = keys.intersect(sources);
      return from.isEmpty ? [] : [ProductSet.of(from, sent.intersect(ProductSet.of(ANY_ADDRESS, rest)))];
    }),
  );
}
