import type { Paths } from "../reachability/paths";
import { exposed } from "./exposure";
import type { Intent } from "./intent";
import { PlaceNames } from "./names";
import { relayed } from "./relays";
import { routesAcross, separation } from "./separation";
import { undeclared } from "./undeclared";
import type { Judging, Violation } from "./violation";

/** Holds every path against what was declared. */
export function judge(paths: Paths, intent: Intent): Violation[] {
  const judging: Judging = { paths, intent, names: new PlaceNames(intent) };
  return unique([
    ...paths.all.flatMap((path) => [...separation(judging, path), ...undeclared(judging, path)]),
    ...relayed(judging),
    ...routesAcross(judging),
    ...exposed(judging),
  ]);
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
