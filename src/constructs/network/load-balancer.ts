import type { IConstruct } from "constructs";
import type { Ipv4Address } from "../../environment/values";
import type { IMachineGroup } from "../machines/machines";
import type { IConnectable } from "./connections";
import type { INetwork } from "./network";

/** A load balancer with a pinned private address. Its access lists start empty: nobody is admitted. */
export interface ILoadBalancer extends IConstruct, IConnectable {
  readonly address: Ipv4Address;
  /** The cloud's id: a Terraform reference. */
  readonly loadBalancerId: string;

  /**
   * The public address, as a Terraform reference.
   * Undefined for a load balancer without one.
   */
  readonly publicAddress: string | undefined;

  /**
   * Makes it reachable from another zone's network. OpenStack's routers join the zones already, so nothing is made there;
   * ctyun gets an endpoint service here and an endpoint with the given address there.
   */
  exposeTo(network: INetwork, props: EndpointProps): void;
}

export interface EndpointProps {
  /** Address of the endpoint, in the load-balancer subnet of the client's network. */
  readonly address: Ipv4Address;
}

export interface LoadBalancerProps {
  /** Name at the cloud, such as `prod-medical-api`. ctyun: 2 to 32 characters. */
  readonly name: string;
  readonly network: INetwork;
  /** The availability zone of the load-balancer subnet that holds the address. */
  readonly availabilityZone: string;
  /** Inside the load-balancer subnet. */
  readonly address: Ipv4Address;
  readonly listeners: readonly ListenerProps[];

  /**
   * A public address as well. Refused outside the internet zone.
   * @default - private alone
   */
  readonly publicAddress?: LoadBalancerPublicAddressProps;

  /**
   * Whether Terraform refuses to destroy it: cluster API addresses stand in every node's configuration.
   * @default false
   */
  readonly protect?: boolean;
}

export interface LoadBalancerPublicAddressProps {
  /** In Mbit/s. OpenStack ignores it. */
  readonly bandwidthMbps: number;
}

export interface ListenerProps {
  /** Unique on the load balancer and kept for good, such as `https`. */
  readonly id: string;
  /** TCP port that clients use. */
  readonly port: number;
  /** TCP port of the machines. */
  readonly targetPort: number;
  readonly targets: readonly IMachineGroup[];

  /** @default - a TCP connection to the target port */
  readonly healthCheck?: HealthCheckProps;
}

export interface HealthCheckProps {
  readonly protocol: "tcp" | "http";
  /**
   * Port that is asked.
   * @default - the target port
   */
  readonly port?: number;
  /**
   * Path that is asked by HTTP; answers 200 when well.
   * @default "/"
   */
  readonly path?: string;
}
