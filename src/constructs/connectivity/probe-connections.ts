import type { Environment } from "../../environment/environment";
import { CLUSTER_ZONES, type ClusterZone } from "../../environment/schema/names";
import type { LinkSpecification } from "../../environment/schema/links";
import { Cidr, type Ipv4Address } from "../../environment/values";
import type { Connection } from "./connection";
import { outsideEndpoint, roleEndpoint, type OutsideEndpoint } from "./endpoint";
import { infrastructurePorts } from "./infrastructure-ports";

/** A line between the clouds that a cluster's workers reach an end of. */
export type ProbedLink = Extract<LinkSpecification, { kind: "line" }>;

/** Public addresses are permitted by blocks of this size, which carriers hand out: a rule for each of 200 sites would be too many. */
const PEER_BLOCK_BITS = 24;

/**
 * What probes need beyond what workers may reach anyway, in one cloud: echo requests to the ends of the lines between the
 * clouds and to the sites. Nothing where the environment does not probe.
 */
export function probeConnections(environment: Environment, cloud: string): Connection[] {
  if (!environment.specification.monitoring.probes) return [];
  return CLUSTER_ZONES.filter((zone) => environment.clusterIn(cloud, zone)).flatMap((zone) => {
    const probe = (to: OutsideEndpoint, why: string, path: Connection["path"]): Connection[] =>
      to.blocks.length === 0
        ? []
        : [
            {
              from: roleEndpoint(zone, "worker"),
              to,
              port: infrastructurePorts.echo,
              why: `infrastructure ${why}`,
              path,
            },
          ];
    return [
      ...probedLinks(environment, cloud, zone).flatMap(({ id, transferCidr }) => {
        const index = environment.specification.links.findIndex((link) => link.id === id);
        return probe(outsideEndpoint(`link-${id}`, [{ key: transferCidr.key, cidr: transferCidr }]), "link probes", [
          "links",
          index,
        ]);
      }),
      ...probe(sitesBehind(environment, cloud, zone), "site probes", ["sites"]),
    ];
  });
}

/** The lines that end in a cluster's zone of a cloud. Links by IPsec end in the exchange zone, which has no cluster. */
export function probedLinks(environment: Environment, cloud: string, zone: ClusterZone): ProbedLink[] {
  return environment.specification.links.flatMap((link) =>
    link.kind === "line" && link.ends[cloud]?.some((end) => end.zone === zone) ? [link] : [],
  );
}

/** A site as one cluster can ask it whether it is there. */
export interface ProbedSite {
  readonly id: string;
  readonly district: string;
  readonly address: Ipv4Address;
}

/**
 * The sites that a cluster probes. `medical` reaches those on lines: their router, the first host of their block. `internet`
 * reaches the public address of those that join by IPsec, since the tunnel itself ends in the exchange zone.
 */
export function probedSites(environment: Environment, cloud: string, zone: ClusterZone): ProbedSite[] {
  const access = siteAccess(environment, cloud, zone);
  return environment.sites
    .filter((site) => site.access === access)
    .flatMap(({ id, district, cidr, peerAddress }) => {
      const address = access === "line" ? cidr.host(1) : peerAddress;
      return address ? [{ id, district, address }] : [];
    });
}

function sitesBehind(environment: Environment, cloud: string, zone: ClusterZone): OutsideEndpoint {
  if (siteAccess(environment, cloud, zone) === "line") {
    const supernets = environment.specification.sites.supernets.filter(({ access }) => access === "line");
    return outsideEndpoint(
      "sites-line",
      supernets.map(({ cidr }) => ({ key: cidr.key, cidr })),
    );
  }
  const blocks = probedSites(environment, cloud, zone).map(({ address }) => Cidr.around(address, PEER_BLOCK_BITS));
  return outsideEndpoint(
    "site-peers",
    [...new Map(blocks.map((cidr) => [cidr.key, cidr]))].map(([key, cidr]) => ({ key, cidr })),
  );
}

/** How the sites join that a zone of a cloud has a way to; undefined where it has none. */
function siteAccess(environment: Environment, cloud: string, zone: ClusterZone): "line" | "ipsec" | undefined {
  const { lines, zones } = environment.cloud(cloud);
  if (zone === "medical") return lines.some((line) => line.sites && line.zone === zone) ? "line" : undefined;
  return zones.internet.egress ? "ipsec" : undefined;
}
