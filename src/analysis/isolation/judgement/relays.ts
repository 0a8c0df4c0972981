import type { IntervalSet } from "../../sets/interval-set";
import { formatAddresses } from "../../sets/ipv4-addresses";
import { packets, productsOf } from "../../sets/packet-set";
import type { MachinesPlace } from "../reachability/places";
import type { RelayListener } from "../relays/relay";
import { violation, type Judging, type Violation } from "./violation";

/**
 * A connection that enters a proxy by one listener leaves only to that listener's target: both hops must come from the same
 * declaration.
 */
export function relayed(judging: Judging): Violation[] {
  const { paths, intent } = judging;
  return paths.machines.flatMap((place) =>
    listenersOf(place, "proxy").flatMap((listener) =>
      listener.targets.flatMap((target) => {
        const entering = intent.connections
          .filter(({ to, services }) => isAt(place, to.addresses) && !services.intersect(listener.services).isEmpty)
          .map(({ source }) => source);
        const isDeclared = intent.connections.some(
          ({ from, to, services, source }) =>
            entering.includes(source) &&
            isAt(place, from.addresses) &&
            to.addresses.contains(target.addresses) &&
            target.services.subtract(services).isEmpty,
        );
        if (isDeclared) return [];
        const leaving = packets(place.addresses, target.addresses, target.services);
        return paths.all
          .filter(({ from }) => from === place)
          .flatMap((path) =>
            productsOf(path.packets.intersect(leaving)).map((product) => {
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
    ),
  );
}

export function listenersOf({ relay }: MachinesPlace, kind: RelayListener["kind"]) {
  return (relay?.listeners ?? []).filter((listener) => listener.kind === kind);
}

function isAt({ addresses }: MachinesPlace, declared: IntervalSet): boolean {
  return declared.contains(addresses);
}
