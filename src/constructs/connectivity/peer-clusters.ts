import type { Environment } from "../../environment/environment";
import { envoyGatewayProblem } from "../../environment/envoy-gateway-versions";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import type { ClusterZone } from "../../environment/schema/names";

/**
 * The clusters of the same zone in other clouds that hear each other's alarms: those to which a line between the clouds leads,
 * where both have a gateway. The internet clusters have none unless a link carries their zone.
 */
export function peerClusters(environment: Environment, cloud: string, zone: ClusterZone): ClusterSpecification[] {
  const own = environment.clusterIn(cloud, zone);
  if (!environment.specification.monitoring.acrossClouds || !own || !hasGateway(own)) return [];
  return environment
    .otherClouds(cloud)
    .filter((other) => isLinked(environment, cloud, other, zone))
    .flatMap((other) => environment.clusterIn(other, zone) ?? [])
    .filter(hasGateway);
}

function hasGateway({ version }: ClusterSpecification): boolean {
  return envoyGatewayProblem(version) === undefined;
}

function isLinked(environment: Environment, one: string, other: string, zone: ClusterZone): boolean {
  return environment.specification.links.some(
    (link) =>
      link.kind === "line" &&
      [one, other].every((cloud) => link.ends[cloud]?.some((end) => end.zone === zone) ?? false),
  );
}
