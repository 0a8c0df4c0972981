import { IntervalSet } from "../../sets/interval-set";
import { formatAddresses } from "../../sets/ipv4-addresses";
import { NO_PACKETS, packets, productsOf } from "../../sets/packet-set";
import { listenersOf } from "./relays";
import { violation, type Judging, type Violation } from "./violation";

/**
 * A bastion leads to what it is declared to reach in the zones. What it reaches outside of them, such as names and time, is its
 * own need and nobody's who logs on. Whether a filter stands on the way does not matter: each of the two has to hold by itself.
 */
export function jumps(judging: Judging): Violation[] {
  const { paths, intent, names } = judging;
  const zones = IntervalSet.union(intent.zones.map(({ addresses }) => addresses));
  return paths.machines.flatMap((place) => {
    const listeners = listenersOf(place, "jump");
    if (listeners.length === 0) return [];
    const declared = judging.declared
      .from(place.addresses)
      .filter(({ to }) => zones.contains(to.addresses))
      .reduce((sum, { to, services }) => sum.union(packets(place.addresses, to.addresses, services)), NO_PACKETS);
    return listeners.flatMap(({ name, services, targets }) => {
      const leaving = targets
        .reduce((sum, target) => sum.union(packets(place.addresses, target.addresses, target.services)), NO_PACKETS)
        .subtract(declared);
      if (leaving.isEmpty) return [];
      const { stack, address } = place.first.origin;
      const hop = {
        stack,
        address,
        what: `its ${name} takes ${services.toString()} and passes on to ${targets.map((target) => `${formatAddresses(target.addresses)} ${target.services.toString()}`).join(", ")}`,
        source: intent.sourceOf(stack, address),
      };
      const open = paths.all
        .filter(({ from }) => from === place)
        .map((path) => ({ ...path, packets: path.packets.intersect(leaving) }));
      const closed = open.reduce((rest, path) => rest.subtract(path.packets), leaving);
      return [
        ...open.flatMap((path) =>
          productsOf(path.packets).map((product) => {
            const found = violation(judging, path, product);
            return { ...found, kind: "relay" as const, because: BECAUSE, witness: [hop, ...found.witness] };
          }),
        ),
        ...productsOf(closed).map((product) => ({
          ...product,
          kind: "relay" as const,
          from: names.nameOf(place),
          to: names.nameOfAddresses(product.destinations) ?? formatAddresses(product.destinations),
          because: `${BECAUSE}; security groups or routes alone stand in the way`,
          witness: [hop],
        })),
      ];
    });
  });
}

const BECAUSE = "nobody is declared to get there from it";
