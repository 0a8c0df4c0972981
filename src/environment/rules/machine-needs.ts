import type { ExternalEndpointSpecification } from "../schema/external-endpoints";
import { ZONES, type Zone } from "../schema/names";
import { cloudsOf, fault, type Rule, type RuleContext } from "./rule";

/** What every machine needs to boot and to be trusted: names and time; clusters' machines need images as well. */
export const machineNeeds: Rule = (context) =>
  cloudsOf(context).flatMap(([cloud, specification]) =>
    ZONES.filter((zone) => specification.zones[zone].subnets.some(({ role }) => role !== "load-balancer")).flatMap(
      (zone) =>
        neededKinds(context, cloud, zone)
          .filter(
            (kind) => !context.specification.externalEndpoints.some((endpoint) => serves(endpoint, kind, cloud, zone)),
          )
          .map((kind) =>
            fault(
              context,
              ["clouds", cloud, "zones", zone],
              `got no external endpoint of kind ${kind} that zone ${zone} of ${cloud} may reach, expected one: its machines need it`,
            ),
          ),
    ),
  );

function neededKinds(context: RuleContext, cloud: string, zone: Zone): ExternalEndpointSpecification["kind"][] {
  const hasCluster = context.specification.clusters.some((cluster) => cluster.cloud === cloud && cluster.zone === zone);
  return hasCluster ? ["dns", "ntp", "registry"] : ["dns", "ntp"];
}

function serves(endpoint: ExternalEndpointSpecification, kind: string, cloud: string, zone: Zone): boolean {
  return endpoint.kind === kind && endpoint.access[zone] !== undefined && (endpoint.clouds?.includes(cloud) ?? true);
}
