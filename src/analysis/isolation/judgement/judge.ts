import type { Path, Paths } from "../reachability/paths";
import type { PacketSet } from "../../sets/packet-set";
import type { Cluster } from "../kubernetes/clusters";
import { DeclaredConnections } from "./declared-connections";
import { exposed } from "./exposure";
import type { Intent } from "./intent";
import { jumps } from "./jumps";
import { PlaceNames } from "./names";
import { podViolations } from "./pods";
import { relayed } from "./relays";
import { routesAcross, separation } from "./separation";
import { undeclared } from "./undeclared";
import type { Judging, Violation } from "./violation";

/** Holds every path against what was declared. */
export function judge(paths: Paths, clusters: readonly Cluster[], intent: Intent): Violation[] {
  const judging: Judging = {
    paths,
    intent,
    declared: new DeclaredConnections(intent),
    names: new PlaceNames(intent),
  };
  const innocent = new WeakMap<PacketSet, Path>();
  return unique([
    ...paths.all.flatMap((path) => {
      // The members of a load balancer are met by the same packets.
      const alike = innocent.get(path.packets);
      if (alike?.from === path.from && alike.to === path.to) return [];
      const found = [...separation(judging, path), ...undeclared(judging, path)];
      if (found.length === 0) innocent.set(path.packets, path);
      return found;
    }),
    ...relayed(judging),
    ...jumps(judging),
    ...routesAcross(judging),
    ...exposed(judging),
    ...clusters.flatMap((cluster) => podViolations(intent, cluster)),
  ]);
}

/** What differs by its addresses alone, such as the subnets of a role in several availability zones, is one violation. */
function unique(violations: readonly Violation[]): Violation[] {
  const seen = new Map<string, Violation>();
  for (const each of violations) {
    const key = [each.kind, each.from, each.to, each.services.toString()].join("|");
    const known = seen.get(key);
    seen.set(key, known ? together(known, each) : each);
  }
  return [...seen.values()];
}

function together(left: Violation, right: Violation): Violation {
  const shown = new Set(left.witness.map(({ stack, address }) => `${stack}/${address}`));
  return {
    ...left,
    sources: left.sources.union(right.sources),
    destinations: left.destinations.union(right.destinations),
    witness: [...left.witness, ...right.witness.filter(({ stack, address }) => !shown.has(`${stack}/${address}`))],
  };
}
