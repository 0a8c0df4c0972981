import { IntervalSet } from "../../sets/interval-set";
import { formatAddresses } from "../../sets/ipv4-addresses";
import { NO_PACKETS, packets, productsOf, type PacketSet } from "../../sets/packet-set";
import { ServiceSet } from "../../sets/service-set";
import { GLOBAL_ADDRESSES, type MachinesPlace } from "../reachability/places";
import type { Path, Paths } from "../reachability/paths";
import type { IntendedConnection, Intent } from "./intent";
import { PlaceNames } from "./names";
import { witnessOf, type Hop, type Product } from "./witness";

/** A path that is open and must not be. */
export interface Violation {
  readonly kind: "undeclared" | "separated" | "relay";
  readonly from: string;
  readonly to: string;
  readonly sources: string;
  readonly destinations: string;
  readonly services: string;
  /** What makes it one, as a sentence. */
  readonly because: string;
  readonly witness: readonly Hop[];
}

/** Judges every path: what no declared flow and no need of the infrastructure allows is a violation. */
export function judge(paths: Paths, intent: Intent): Violation[] {
  const names = new PlaceNames(intent);
  const found = paths.all.flatMap((path) => [
    ...separation(paths, intent, names, path),
    ...undeclared(paths, intent, names, path),
  ]);
  return unique([...found, ...relayed(paths, intent, names)]);
}

function undeclared(paths: Paths, intent: Intent, names: PlaceNames, path: Path): Violation[] {
  const allowed = intent.connections
    .filter((connection) => concerns(connection, path.packets))
    .reduce((sum, { from, to, services }) => sum.union(packets(from.addresses, to.addresses, services)), NO_PACKETS);
  return productsOf(path.packets.subtract(allowed)).map((product) => ({
    ...violation(paths, intent, names, path, product),
    kind: "undeclared",
    because: "no declared flow and no need of the infrastructure allows it",
  }));
}

function concerns({ from, to }: IntendedConnection, passing: PacketSet): boolean {
  return passing.layers.some(({ keys, rest }) => from.addresses.overlaps(keys) && to.addresses.overlaps(rest.keys));
}

/** What passes directly between zones that are kept apart; the internet itself belongs to the zone of that name. */
function separation(paths: Paths, intent: Intent, names: PlaceNames, path: Path): Violation[] {
  return intent.separated.flatMap(([left, right]) =>
    [
      [left, right],
      [right, left],
    ].flatMap(([from = "", to = ""]) => {
      const forbidden = packets(zoneAddresses(intent, from), zoneAddresses(intent, to), ServiceSet.ANY);
      return productsOf(path.packets.intersect(forbidden)).map((product) => ({
        ...violation(paths, intent, names, path, product),
        kind: "separated" as const,
        because: `nothing passes from ${from} to ${to} but through the exchange`,
      }));
    }),
  );
}

function zoneAddresses(intent: Intent, name: string) {
  const own = intent.zones.filter(({ zone }) => zone === name).map(({ addresses }) => addresses);
  return IntervalSet.union(name === "internet" ? [...own, GLOBAL_ADDRESSES] : own);
}

/**
 * A connection that enters a proxy by one listener leaves only to that listener's target: both hops must come from the same
 * declaration.
 */
function relayed(paths: Paths, intent: Intent, names: PlaceNames): Violation[] {
  return paths.machines.flatMap((place) =>
    (place.relay?.listeners ?? []).flatMap((listener) =>
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
              const found = violation(paths, intent, names, path, product);
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

function isAt({ addresses }: MachinesPlace, declared: IntervalSet): boolean {
  return declared.contains(addresses);
}

function violation(paths: Paths, intent: Intent, names: PlaceNames, path: Path, product: Product) {
  return {
    from: names.nameOf(path.from),
    to: names.nameOf(path.to),
    sources: formatAddresses(product.sources),
    destinations: formatAddresses(product.destinations),
    services: product.services.toString(),
    witness: witnessOf(paths, intent, path, product),
  };
}

/** Load balancers reach a member once for each listener, and two routes may lead to one place. */
function unique(violations: readonly Violation[]): Violation[] {
  const seen = new Map(
    violations.map((each) => [
      [each.kind, each.from, each.to, each.sources, each.destinations, each.services].join("|"),
      each,
    ]),
  );
  return [...seen.values()];
}
