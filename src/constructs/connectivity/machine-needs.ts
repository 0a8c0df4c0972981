import type { Environment } from "../../environment/environment";
import type { ExternalEndpointSpecification } from "../../environment/schema/external-endpoints";
import { ZONES, type SubnetRole, type Zone } from "../../environment/schema/names";
import { alarmNeeds } from "./alarm-needs";
import { isPlaced } from "./placement";
import { platformNeeds } from "./platform-needs";

/** What each role of machine needs from outside, by kind of external endpoint, so that it boots and works. */
export const NEEDED_ENDPOINTS: Readonly<Record<SubnetRole, readonly string[]>> = {
  "load-balancer": [],
  "control-plane": ["dns", "ntp", "registry", "oidc", "object-store", "cloud-api"],
  worker: ["dns", "ntp", "registry", "cloud-api", "object-store"],
  data: ["dns", "ntp", "registry", "cloud-api", "object-store"],
  "exchange-proxy": ["dns", "ntp"],
  gateway: ["dns", "ntp"],
  bastion: ["dns", "ntp"],
  // A deploy also needs whatever else the environment opens to management, such as the state's PostgreSQL.
  runner: ["dns", "ntp", "registry", "cloud-api", "object-store", "oidc", "service"],
};

/** The roles of machines in a zone of a cloud. */
export function machineRoles(environment: Environment, cloud: string, zone: Zone): SubnetRole[] {
  const roles = environment.plan.subnets(cloud, zone).map(({ role }) => role);
  return [...new Set(roles)].filter((role) => role !== "load-balancer");
}

/** Whether anything in a cloud reaches an external endpoint through the exchange: without a client it gets no listener. */
export function hasExchangeClient(
  environment: Environment,
  cloud: string,
  endpoint: ExternalEndpointSpecification,
): boolean {
  const zones = ZONES.filter((zone) => endpoint.access[zone] === "exchange");
  const neededByMachines = zones.some((zone) =>
    machineRoles(environment, cloud, zone).some((role) => NEEDED_ENDPOINTS[role].includes(endpoint.kind)),
  );
  const neededByServices = environment.specification.services.some(
    (service) =>
      zones.includes(service.zone) &&
      isPlaced(service, cloud) &&
      service.flows.some(({ to }) => to === `external:${endpoint.id}`),
  );
  const neededByPlatform = environment.specification.clusters
    .filter((cluster) => cluster.cloud === cloud && zones.includes(cluster.zone))
    .flatMap((cluster) => [...platformNeeds(environment, cluster), ...alarmNeeds(environment, cluster)])
    .some((need) => need.endpoint.id === endpoint.id);
  return neededByMachines || neededByServices || neededByPlatform;
}
