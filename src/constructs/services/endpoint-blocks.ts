import type { Environment } from "../../environment/environment";
import { Cidr } from "../../environment/values";
import type { Endpoint } from "../connectivity";
import type { ClusterPlace } from "./cluster-flows";

/** The addresses at which pods of a cluster meet the far end of a connection: what a NetworkPolicy names. */
export function endpointBlocks(environment: Environment, place: ClusterPlace, endpoint: Endpoint): Cidr[] {
  switch (endpoint.kind) {
    case "outside":
      return endpoint.blocks.map(({ cidr }) => cidr);
    case "load-balancer":
      return [Cidr.ofAddress(environment.addressSeenFrom(place.cloud, place.zone, endpoint.name))];
    case "role":
      return environment.plan.subnetsOf(place.cloud, endpoint.zone, endpoint.role).map(({ cidr }) => cidr);
  }
}
