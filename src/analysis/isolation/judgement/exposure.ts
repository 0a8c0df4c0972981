import { ServiceSet } from "../../sets/service-set";
import { GLOBAL_ADDRESSES, INTERNET } from "../reachability/places";
import type { Judging, Violation } from "./violation";

/**
 * Public addresses that lead to what nobody on the internet is meant to reach. Whether a filter stands behind the address does
 * not matter: it is one rule away from being open.
 */
export function exposed({ paths, intent, names }: Judging): Violation[] {
  return paths.topology.publicAddresses.flatMap(({ origin, target }) => {
    const place = paths.placeAt(target);
    if (!place) return [];
    const addresses = place.kind === "machines" ? place.addresses : place.loadBalancer.address;
    const isMeant = intent.connections.some(
      ({ from, to }) => from.addresses.overlaps(GLOBAL_ADDRESSES) && to.addresses.overlaps(addresses),
    );
    if (isMeant) return [];
    const { stack, address } = origin;
    return [
      {
        kind: "exposed" as const,
        from: names.nameOf(INTERNET),
        to: names.nameOf(place),
        sources: GLOBAL_ADDRESSES,
        destinations: addresses,
        services: ServiceSet.ANY,
        because: "nobody on the internet is declared to reach it, and it has a public address",
        witness: [{ stack, address, what: "gives it the address", source: intent.sourceOf(stack, address) }],
      },
    ];
  });
}
