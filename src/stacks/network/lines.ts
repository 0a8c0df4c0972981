import { probedLinks } from "../../constructs/connectivity";
import type { Environment } from "../../environment/environment";
import { CLUSTER_ZONES, type Zone } from "../../environment/schema/names";
import type { Cidr } from "../../environment/values";
import type { NetworkStack } from "./network-stack";

/** A block that lies behind a dedicated line. */
interface LineRoute {
  readonly line: string;
  readonly zone: Zone;
  readonly nextHop: string;
  readonly destination: Cidr;
}

/**
 * Routes to what lies behind the dedicated lines: the sites that join by line, the operators' offices, and the same zone of
 * the other cloud, and, for probes, the addresses of the links themselves. Where two lines lead to one block both are written in a network that spreads over next hops; in one that
 * does not, the first line carries it and the second is its declared stand-by.
 */
export function addLines(stack: NetworkStack, environment: Environment): void {
  const carried = new Set<string>();
  for (const { line, zone, nextHop, destination } of [
    ...siteRoutes(stack, environment),
    ...linkRoutes(stack, environment),
    ...probeRoutes(stack, environment),
  ]) {
    const network = stack.network(zone);
    const block = `${zone}/${destination.key}`;
    if (carried.has(block) && !network.spreadsOverNextHops) continue;
    carried.add(block);
    network.addRoute(`${line}-${destination.key}`, { destination, nextHop: { kind: "line", line: nextHop } });
  }
}

function siteRoutes(stack: NetworkStack, environment: Environment): LineRoute[] {
  const supernets = environment.specification.sites.supernets.filter(({ access }) => access === "line");
  return environment.cloud(stack.cloud.id).lines.flatMap((line) =>
    [...line.destinations, ...(line.sites ? supernets.map(({ cidr }) => cidr) : [])].map((destination) => ({
      line: line.id,
      zone: line.zone,
      nextHop: line.nextHop,
      destination,
    })),
  );
}

function linkRoutes(stack: NetworkStack, environment: Environment): LineRoute[] {
  return environment.specification.links.flatMap((link) => {
    if (link.kind !== "line") return [];
    const ends = link.ends[stack.cloud.id] ?? [];
    return ends.flatMap(({ zone, nextHop }) =>
      environment
        .otherClouds(stack.cloud.id)
        .filter((other) => link.ends[other]?.some((end) => end.zone === zone))
        .map((other) => ({ line: link.id, zone, nextHop, destination: environment.plan.zoneCidr(other, zone) })),
    );
  });
}

/** Routes to the links' own addresses, each over its link alone: what probes them knows which of two is down. */
function probeRoutes(stack: NetworkStack, environment: Environment): LineRoute[] {
  if (!environment.specification.monitoring.probes) return [];
  const { id } = stack.cloud;
  return CLUSTER_ZONES.filter((zone) => environment.clusterIn(id, zone)).flatMap((zone) =>
    probedLinks(environment, id, zone).flatMap((link) =>
      (link.ends[id] ?? [])
        .filter((end) => end.zone === zone)
        .map(({ nextHop }) => ({ line: link.id, zone, nextHop, destination: link.transferCidr })),
    ),
  );
}
