import type { LoadBalancerName, SubnetRole, Zone } from "../../environment/schema/names";
import type { PeerBlock } from "../network/connections";

/** An end of a connection, seen from one cloud. */
export type Endpoint = RoleEndpoint | LoadBalancerEndpoint | OutsideEndpoint;

/** The machines of one role in one zone of this cloud. */
export interface RoleEndpoint {
  readonly kind: "role";
  readonly zone: Zone;
  readonly role: SubnetRole;
}

/** A load balancer of this cloud. */
export interface LoadBalancerEndpoint {
  readonly kind: "load-balancer";
  readonly name: LoadBalancerName;
}

/** Whatever is not ours in this cloud: sites, external endpoints, the other cloud, the internet. */
export interface OutsideEndpoint {
  readonly kind: "outside";
  /** Part of the rules' logical ids. */
  readonly id: string;
  readonly blocks: readonly PeerBlock[];
}

export const roleEndpoint = (zone: Zone, role: SubnetRole): RoleEndpoint => ({ kind: "role", zone, role });

export const loadBalancerEndpoint = (name: LoadBalancerName): LoadBalancerEndpoint => ({ kind: "load-balancer", name });

export const outsideEndpoint = (id: string, blocks: readonly PeerBlock[]): OutsideEndpoint => ({
  kind: "outside",
  id,
  blocks,
});

/** The zone in which a load balancer stands. */
export function loadBalancerZone(name: LoadBalancerName): Zone {
  switch (name) {
    case "exchange":
      return "exchange";
    case "medical-api":
    case "medical-ingress":
      return "medical";
    case "internet-api":
    case "internet-ingress":
      return "internet";
  }
}
