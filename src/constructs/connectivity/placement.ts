import type { ServiceSpecification } from "../../environment/schema/services";

/** Whether some of a service's replicas run in a cloud. */
export function isPlaced(service: ServiceSpecification, cloud: string): boolean {
  return (service.share[cloud] ?? 0) > 0;
}
