import { addTo } from "../../collections";
import { BlockIndex } from "../../sets/block-index";
import { formatAddresses } from "../../sets/ipv4-addresses";
import { packets, productsOf } from "../../sets/packet-set";
import type { MachinesPlace } from "../reachability/places";
import type { RelayListener } from "../relays/relay";
import type { IntendedConnection } from "./intent";
import { violation, type Judging, type Violation } from "./violation";

/**
 * A connection that enters a proxy by one listener leaves only to that listener's target: both hops must come from the same
 * declaration.
 */
export function relayed(judging: Judging): Violation[] {
  const { paths, intent, declared } = judging;
  return paths.machines.flatMap((place) => {
    const listeners = listenersOf(place, "proxy");
    if (listeners.length === 0) return [];
    const entering = new BlockIndex(declared.to(place.addresses), ({ services }) => services.numbers);
    const leaving = new Map<string, IntendedConnection[]>();
    for (const connection of declared.from(place.addresses)) addTo(leaving, connection.source, connection);
    return listeners.flatMap((listener) =>
      listener.targets.flatMap((target) => {
        const sources = new Set([...entering.overlapping(listener.services.numbers)].map(({ source }) => source));
        const isDeclared = [...sources]
          .flatMap((source) => leaving.get(source) ?? [])
          .some(
            ({ to, services }) => to.addresses.contains(target.addresses) && target.services.subtract(services).isEmpty,
          );
        if (isDeclared) return [];
        const relaying = packets(place.addresses, target.addresses, target.services);
        return paths.all
          .filter(({ from }) => from === place)
          .flatMap((path) =>
            productsOf(path.packets.intersect(relaying)).map((product) => {
              const { stack, address } = place.first.origin;
              const source = intent.sourceOf(stack, address);
              const what = `its listener ${listener.name} takes ${listener.services.toString()} and leads to ${formatAddresses(target.addresses)} ${target.services.toString()}`;
              const found = violation(judging, path, product);
              return {
                ...found,
                kind: "relay" as const,
                because: `no flow enters by ${listener.services.toString()} and leaves to there`,
                witness: [{ stack, address, what, source }, ...found.witness],
              };
            }),
          );
      }),
    );
  });
}

export function listenersOf({ relay }: MachinesPlace, kind: RelayListener["kind"]) {
  return (relay?.listeners ?? []).filter((listener) => listener.kind === kind);
}
