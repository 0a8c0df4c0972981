import type { Environment } from "../../environment/environment";
import type { LoadBalancerName } from "../../environment/schema/names";
import type { Ipv4Address } from "../../environment/values";
import type { ClusterPlace } from "./cluster-flows";

/** Where a cluster's pods meet a load balancer of their cloud: at its address, or at its endpoint in their own network. */
export function loadBalancerAddress(
  environment: Environment,
  { cloud, zone }: ClusterPlace,
  name: LoadBalancerName,
): Ipv4Address {
  return environment.endpointAddress(cloud, zone, name) ?? environment.loadBalancerAddress(cloud, name);
}
