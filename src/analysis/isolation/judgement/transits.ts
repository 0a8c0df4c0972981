import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { packets } from "../../sets/packet-set";
import type { Path, Paths } from "../reachability/paths";
import type { IntendedConnection, Intent } from "./intent";
import { PlaceNames } from "./names";

/** What routers pass from outside to outside, as it was asked for. */
export interface DeclaredTransit {
  readonly from: string;
  readonly to: string;
  readonly sources: IntervalSet;
  readonly destinations: IntervalSet;
  readonly why: string;
  /** The places in the YAML that ask for it: `file:line:column`. */
  readonly declared: readonly string[];
}

/** Whether a path leads from outside to outside: no security group stands on it, but those of a forwarding machine. */
export function isTransit({ from, to }: Path): boolean {
  return "home" in from && ("home" in to || to.kind === "internet");
}

/** What was asked for of the router that a path passes. Whom everybody is to reach stands on the internet. */
export function transitsOn({ zones, transits = [] }: Intent, { from, to }: Path): IntendedConnection[] {
  const home = "home" in from ? from.home : IntervalSet.EMPTY;
  const clouds = zones.filter(({ addresses }) => addresses.overlaps(home)).map(({ cloud }) => cloud);
  return transits.filter(
    (transit) =>
      clouds.includes(transit.cloud) && transit.to.addresses.equals(ANY_ADDRESS) === (to.kind === "internet"),
  );
}

/** The open ones of those that were asked for; what is alike between the same places is one. */
export function declaredTransits({ all }: Paths, intent: Intent): DeclaredTransit[] {
  const names = new PlaceNames(intent);
  const found = new Map<string, DeclaredTransit>();
  for (const path of all.filter(isTransit)) {
    const [from, to] = [names.nameOf(path.from), names.nameOf(path.to)];
    for (const { why, source, services, ...ends } of transitsOn(intent, path)) {
      const passing = path.packets.intersect(packets(ends.from.addresses, ends.to.addresses, services));
      if (passing.isEmpty) continue;
      const key = [why, from, to].join("|");
      const known = found.get(key);
      found.set(key, {
        from,
        to,
        sources: passing.keys.union(known?.sources ?? IntervalSet.EMPTY),
        destinations: IntervalSet.union(passing.layers.map(({ rest }) => rest.keys)).union(
          known?.destinations ?? IntervalSet.EMPTY,
        ),
        why,
        declared: [...new Set([...(known?.declared ?? []), source])],
      });
    }
  }
  return [...found.values()];
}
