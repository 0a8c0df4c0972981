import type { Environment } from "../../environment/environment";
import type { ServiceSpecification } from "../../environment/schema/services";

/** Whether some of a service's replicas run in a cloud. */
export function isPlaced(service: ServiceSpecification, cloud: string): boolean {
  return (service.share[cloud] ?? 0) > 0;
}

/** The other clouds that serve a flow which starts in `cloud`: none where its target runs there itself. */
export function servingClouds(environment: Environment, cloud: string, target: ServiceSpecification): string[] {
  return isPlaced(target, cloud) ? [] : environment.otherClouds(cloud).filter((other) => isPlaced(target, other));
}
