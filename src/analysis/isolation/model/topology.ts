import type { Resource } from "../../../terraform/configuration";
import type { IntervalSet } from "../../sets/interval-set";
import type { ServiceSet } from "../../sets/service-set";

/** Identity of a resource across stacks: `prod-chutian-network/openstack_networking_subnet_v2.medical`. */
export type Key = string;

export function keyOf({ stack, address }: Resource): Key {
  return `${stack}/${address}`;
}

/** A layer-3 segment. Whoever stands in it meets the others of it without a router. */
export interface Subnet {
  readonly key: Key;
  readonly origin: Resource;
  readonly addresses: IntervalSet;
  /** Addresses that the cloud allots by itself. */
  readonly allotted: IntervalSet;
  /** The address that hosts send everything else to. Undefined where the cloud's own router answers, as in a VPC. */
  readonly gateway: number | undefined;
  /** Routes that hosts learn, before the gateway. */
  readonly hostRoutes: Route[];
}

export interface Router {
  readonly key: Key;
  readonly origin: Resource;
  readonly interfaces: RouterInterface[];
  readonly routes: Route[];
  readonly tunnels: Tunnel[];
}

export interface RouterInterface {
  readonly subnet: Key;
  /** Undefined for a VPC's own router, which answers everywhere. */
  readonly address: number | undefined;
  readonly origin: Resource;
}

export interface Route {
  readonly destination: IntervalSet;
  readonly prefixLength: number;
  readonly hop: NextHop;
  readonly origin: Resource;
}

export type NextHop =
  /** A router, a machine or a carrier's router at this address. */
  | { readonly kind: "address"; readonly address: number }
  | { readonly kind: "machine"; readonly machine: Key }
  /** A dedicated line or a peering, by the name that its cloud gives it. */
  | { readonly kind: "line"; readonly name: string }
  /** With source NAT; `sources` are those that it serves. */
  | { readonly kind: "internet"; readonly sources: IntervalSet };

/** An IPsec policy of a router: what it takes in from the peers, and for whom. */
export interface Tunnel {
  readonly origin: Resource;
  readonly local: IntervalSet;
  readonly remote: IntervalSet;
}

export interface SecurityRule {
  readonly origin: Resource;
  readonly direction: "ingress" | "egress";
  readonly action: "accept" | "drop";
  /** The smallest is judged first. */
  readonly priority: number;
  readonly services: ServiceSet;
  readonly remote: IntervalSet | { readonly group: Key };
}

export interface SecurityGroup {
  readonly key: Key;
  readonly origin: Resource;
  readonly rules: SecurityRule[];
}

/** One network interface of a machine. */
export interface Machine {
  readonly key: Key;
  /** The machine; where it is not known, the port. */
  readonly origin: Resource;
  readonly subnet: Key;
  readonly addresses: IntervalSet;
  /** Undefined: no security group judges it, everything passes. */
  readonly groups: readonly Key[] | undefined;
  /** What it may send and take in under beside its own addresses. */
  readonly addressPairs: IntervalSet;
  /**
   * Whether its cloud lets it send under any address, and so in the name of others.
   * @default false
   */
  readonly sendsAsAnyone?: boolean;
  /** For whom it may send on what it takes in: its cloud drops what bears any other sender. */
  readonly forwardsFor: IntervalSet;
  /** Its boot configuration as text; what is known only after apply stands there as a sign. */
  readonly userData: string | undefined;
}

export interface LoadBalancer {
  readonly key: Key;
  readonly origin: Resource;
  readonly subnet: Key;
  readonly address: IntervalSet;
  readonly listeners: Listener[];
}

export interface Listener {
  readonly origin: Resource;
  readonly services: ServiceSet;
  /** Whom its access list admits, and the resource that says so. */
  readonly sources: IntervalSet;
  readonly accessList: Resource;
  readonly members: Member[];
}

export interface Member {
  readonly origin: Resource;
  readonly target: { readonly machine: Key } | { readonly addresses: IntervalSet };
  /** What it is sent: the listener's connections, and health checks. */
  readonly services: ServiceSet;
}

/** An address in one VPC that leads to a load balancer in another. */
export interface VpcEndpoint {
  readonly key: Key;
  readonly origin: Resource;
  readonly subnet: Key;
  readonly address: IntervalSet;
  readonly sources: IntervalSet;
  readonly loadBalancer: Key;
  readonly ports: readonly { readonly services: ServiceSet; readonly leadsTo: ServiceSet }[];
  /** As whom the load balancer meets the endpoint's clients. */
  readonly appearsAs: IntervalSet;
}

/** A public address: it leads to a machine or a load balancer. */
export interface PublicAddress {
  readonly origin: Resource;
  readonly target: Key;
}

/** Everything of the networks that the Terraform tells. */
export interface Topology {
  readonly subnets: ReadonlyMap<Key, Subnet>;
  readonly routers: ReadonlyMap<Key, Router>;
  readonly securityGroups: ReadonlyMap<Key, SecurityGroup>;
  readonly machines: ReadonlyMap<Key, Machine>;
  readonly loadBalancers: ReadonlyMap<Key, LoadBalancer>;
  readonly endpoints: ReadonlyMap<Key, VpcEndpoint>;
  readonly publicAddresses: readonly PublicAddress[];
}

/** A topology that is still being read. */
export interface TopologyDraft {
  readonly subnets: Map<Key, Subnet>;
  readonly routers: Map<Key, Router>;
  readonly securityGroups: Map<Key, SecurityGroup>;
  readonly machines: Map<Key, Machine>;
  readonly loadBalancers: Map<Key, LoadBalancer>;
  readonly endpoints: Map<Key, VpcEndpoint>;
  readonly publicAddresses: PublicAddress[];
}
