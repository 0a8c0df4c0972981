import type { Environment } from "../../environment/environment";
import type { ClusterZone } from "../../environment/schema/names";
import type { ServiceSpecification } from "../../environment/schema/services";
import type { Connection } from "./connection";
import { isPlaced, servingClouds } from "./placement";

/**
 * Those who enter a cluster through its gateway:
 * - `clients`: the public in the internet zone, the sites in the medical one, and the cluster's own pods;
 * - `exchange`: the exchange proxies, and services of the same zone in another cloud;
 * - `operators`: who comes through a bastion, to the pages for operators and nothing else;
 * - `peers`: the same zone's cluster in another cloud, to tell its alarms and nothing else.
 *
 * Each has ports of its own, from the load balancer to the proxies, so that firewalls keep it from what is not exposed to it.
 */
export const GATEWAY_AUDIENCES = ["clients", "exchange", "operators", "peers"] as const;

export type GatewayAudience = (typeof GATEWAY_AUDIENCES)[number];

/**
 * The audiences that a service has in one cloud: those to whom it is exposed, and the exchange's where a declared flow comes
 * from a cloud without it.
 */
export function audiencesOf(environment: Environment, cloud: string, service: ServiceSpecification): GatewayAudience[] {
  if (!service.expose) return [];
  const isFor: Readonly<Record<GatewayAudience, boolean>> = {
    clients: hasClients(service),
    exchange: service.expose.to.includes("exchange") || isCalledFromOtherClouds(environment, cloud, service),
    operators: false,
    peers: false,
  };
  return GATEWAY_AUDIENCES.filter((audience) => isFor[audience]);
}

/** Where the YAML first exposes a service of a cluster to clients; undefined where nothing is. */
export function clientExposure(
  environment: Environment,
  cloud: string,
  zone: ClusterZone,
): Connection["path"] | undefined {
  const index = environment.specification.services.findIndex(
    (service) => service.zone === zone && isPlaced(service, cloud) && hasClients(service),
  );
  return index < 0 ? undefined : ["services", index, "expose"];
}

function hasClients({ expose }: ServiceSpecification): boolean {
  return expose?.to.some((audience) => audience !== "exchange") ?? false;
}

function isCalledFromOtherClouds(environment: Environment, cloud: string, target: ServiceSpecification): boolean {
  const callers = environment.specification.services.filter(
    ({ zone, flows }) => zone === target.zone && flows.some(({ to }) => to === `service:${target.id}`),
  );
  return environment
    .otherClouds(cloud)
    .filter((other) => servingClouds(environment, other, target).includes(cloud))
    .some((other) => callers.some((caller) => isPlaced(caller, other)));
}
