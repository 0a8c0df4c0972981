import { lineRoutes } from "../../constructs/connectivity";
import type { Environment } from "../../environment/environment";
import type { NetworkStack } from "./network-stack";

/**
 * Routes to what lies behind the dedicated lines. Where two lines lead to one block both are written in a network that spreads
 * over next hops; in one that does not, the first line carries it and the second is its declared stand-by.
 */
export function addLines(stack: NetworkStack, environment: Environment): void {
  const carried = new Set<string>();
  for (const { line, zone, nextHop, destination } of lineRoutes(environment, stack.cloud.id)) {
    const network = stack.network(zone);
    const block = `${zone}/${destination.key}`;
    if (carried.has(block) && !network.spreadsOverNextHops) continue;
    carried.add(block);
    network.addRoute(`${line}-${destination.key}`, { destination, nextHop: { kind: "line", line: nextHop } });
  }
}
