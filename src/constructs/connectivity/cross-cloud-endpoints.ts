import type { Environment } from "../../environment/environment";
import type { ClusterZone } from "../../environment/schema/names";
import { addressPeer } from "../network/peers";
import { outsideEndpoint, type OutsideEndpoint } from "./endpoint";

/** The gateway of a zone's cluster as the other cloud meets it; without blocks where the cloud has no such cluster. */
export function ingressOf(environment: Environment, cloud: string, zone: ClusterZone): OutsideEndpoint {
  const id = `${cloud}-${zone}-ingress`;
  if (!environment.clusterIn(cloud, zone)) return outsideEndpoint(id, []);
  return outsideEndpoint(id, addressPeer(id, environment.loadBalancerAddress(cloud, `${zone}-ingress`)).blocks);
}

/** The exchange of a cloud as the other cloud meets it. */
export function exchangeOf(environment: Environment, cloud: string): OutsideEndpoint {
  const id = `${cloud}-exchange`;
  return outsideEndpoint(id, addressPeer(id, environment.loadBalancerAddress(cloud, "exchange")).blocks);
}
