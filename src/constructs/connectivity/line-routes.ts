import type { Environment } from "../../environment/environment";
import { CLUSTER_ZONES, type Zone } from "../../environment/schema/names";
import type { Cidr } from "../../environment/values";
import type { Connection } from "./connection";
import { probedLinks } from "./probe-connections";

/** A block that lies behind a dedicated line. */
export interface LineRoute {
  /** Id of the line, or of the link. */
  readonly line: string;
  readonly zone: Zone;
  /** In the cloud's own terms. */
  readonly nextHop: string;
  readonly destination: Cidr;
  /** Where the YAML asks for the line. */
  readonly path: Connection["path"];
}

/**
 * What lies behind the dedicated lines of a cloud: the sites that join by line, the operators' offices, and the same zone of the
 * other cloud, and, for probes, the addresses of the links themselves.
 */
export function lineRoutes(environment: Environment, cloud: string): LineRoute[] {
  return [...siteRoutes(environment, cloud), ...linkRoutes(environment, cloud), ...probeRoutes(environment, cloud)];
}

function siteRoutes(environment: Environment, cloud: string): LineRoute[] {
  const supernets = environment.specification.sites.supernets.filter(({ access }) => access === "line");
  return environment.cloud(cloud).lines.flatMap((line, index) =>
    [...line.destinations, ...(line.sites ? supernets.map(({ cidr }) => cidr) : [])].map((destination) => ({
      line: line.id,
      zone: line.zone,
      nextHop: line.nextHop,
      destination,
      path: ["clouds", cloud, "lines", index],
    })),
  );
}

function linkRoutes(environment: Environment, cloud: string): LineRoute[] {
  return environment.specification.links.flatMap((link, index) => {
    if (link.kind !== "line") return [];
    const ends = link.ends[cloud] ?? [];
    return ends.flatMap(({ zone, nextHop }) =>
      environment
        .otherClouds(cloud)
        .filter((other) => link.ends[other]?.some((end) => end.zone === zone))
        .map((other) => ({
          line: link.id,
          zone,
          nextHop,
          destination: environment.plan.zoneCidr(other, zone),
          path: ["links", index],
        })),
    );
  });
}

/** Routes to the links' own addresses, each over its link alone: what probes them knows which of two is down. */
function probeRoutes(environment: Environment, cloud: string): LineRoute[] {
  if (!environment.specification.monitoring.probes) return [];
  return CLUSTER_ZONES.filter((zone) => environment.clusterIn(cloud, zone)).flatMap((zone) =>
    probedLinks(environment, cloud, zone).flatMap((link) =>
      (link.ends[cloud] ?? [])
        .filter((end) => end.zone === zone)
        .map(({ nextHop }) => ({
          line: link.id,
          zone,
          nextHop,
          destination: link.transferCidr,
          path: ["links", environment.specification.links.indexOf(link)],
        })),
    ),
  );
}
