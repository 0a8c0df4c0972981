import { alarmDestinations, destinationEndpoints, mayUse } from "../../environment/alarm-destinations";
import type { Environment } from "../../environment/environment";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import type { Connection } from "./connection";
import { roleEndpoint } from "./endpoint";
import { externalConnections } from "./external-access";
import type { PlatformNeed } from "./platform-needs";

/** By which external endpoints a cluster's Alertmanager tells people, once each. */
export function alarmNeeds({ specification }: Environment, cluster: ClusterSpecification): PlatformNeed[] {
  const needs = alarmDestinations(specification).flatMap((destination) =>
    destinationEndpoints(specification, destination)
      .filter((endpoint) => mayUse(cluster, endpoint))
      .map((endpoint): PlatformNeed => ({ endpoint, need: "alarm receivers", path: destination.path })),
  );
  return [...new Map(needs.reverse().map((need) => [need.endpoint.id, need])).values()].reverse();
}

/** The first hop of each: to the endpoint itself, or to its listener of the exchange. */
export function alarmConnections(environment: Environment, cluster: ClusterSpecification): Connection[] {
  const { cloud, zone } = cluster;
  return alarmNeeds(environment, cluster).flatMap(({ endpoint, need, path }) =>
    externalConnections(environment, cloud, zone, roleEndpoint(zone, "worker"), ({ id }) => id === endpoint.id, {
      why: `infrastructure ${need}`,
      path,
    }),
  );
}
