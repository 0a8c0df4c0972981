import type { Construct } from "constructs";
import type { TerraformStack } from "cdktf";
import type { AvailabilityZone } from "./availability-zone";
import type { IMachineGroup, MachineGroupProps } from "./machines/machines";
import type { GatewaysProps, IGateways } from "./network/gateway";
import type { ILoadBalancer, LoadBalancerProps } from "./network/load-balancer";
import type { INetwork, ISecurityGroup, NetworkProps, SecurityGroupProps } from "./network/network";

/**
 * The contract that every cloud fulfils, in files of the same names: network, firewall, load-balancer, nodes, gateway.
 * A third cloud is a third folder beside the two.
 */
export interface ICloud {
  /** The cloud's key in the environment, such as `chutian`. */
  readonly id: string;
  readonly availabilityZones: readonly AvailabilityZone[];

  /** Adds the cloud's Terraform provider to a stack. Credentials come from variables of the process, never from here. */
  addProvider(stack: TerraformStack): void;

  /** A zone's network with its subnets, isolated from every other zone's. */
  createNetwork(scope: Construct, id: string, props: NetworkProps): INetwork;

  /**
   * Lets the routers of two zones meet, where the cloud routes between zones. OpenStack: the routers of the other zones get
   * an interface in the exchange and management subnets. ctyun: nothing, there load balancers are exposed one by one.
   */
  joinNetworks(scope: Construct, id: string, hub: INetwork, spoke: INetwork): void;

  createSecurityGroup(scope: Construct, id: string, props: SecurityGroupProps): ISecurityGroup;
  createMachines(scope: Construct, id: string, props: MachineGroupProps): IMachineGroup;
  createLoadBalancer(scope: Construct, id: string, props: LoadBalancerProps): ILoadBalancer;
  createGateways(scope: Construct, id: string, props: GatewaysProps): IGateways;
}
