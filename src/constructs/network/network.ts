import type { IConstruct } from "constructs";
import type { Cidr, Ipv4Address } from "../../environment/values";
import type { SubnetRole, Zone } from "../../environment/schema/names";
import type { IConnectable, IFirewall } from "./connections";

/** A subnet: one per role and availability zone, the smallest thing that a rule can name in both clouds. */
export interface ISubnet {
  readonly role: SubnetRole;
  /** Our short identifier of the availability zone, such as `a`. */
  readonly availabilityZone: string;
  readonly cidr: Cidr;
  /** The cloud's id of the subnet: a Terraform reference. */
  readonly subnetId: string;
}

/** The network of one zone in one cloud. */
export interface INetwork extends IConstruct {
  readonly zone: Zone;
  readonly cidr: Cidr;
  /** The cloud's id of the network (ctyun: VPC): a Terraform reference. */
  readonly networkId: string;
  readonly subnets: readonly ISubnet[];

  /** The subnets of a role, in the order of the cloud's availability zones. Throws when the role has none. */
  subnetsOf(role: SubnetRole): readonly ISubnet[];

  /** The subnet of a role in one availability zone. Throws, naming those that exist, when there is none. */
  subnetIn(role: SubnetRole, availabilityZone: string): ISubnet;

  /** Whether several routes to one destination share its traffic. Where not, `addRoute` takes each destination once. */
  readonly spreadsOverNextHops: boolean;

  /**
   * Sends what is addressed to `destination` to a next hop: a dedicated line, or a gateway machine. Throws at a second route
   * to one destination unless the network spreads over next hops.
   */
  addRoute(id: string, props: RouteProps): void;
}

export interface SubnetProps {
  readonly role: SubnetRole;
  readonly availabilityZone: string;
  readonly cidr: Cidr;
}

export interface NetworkProps {
  /** Name at the cloud, such as `prod-medical`. ctyun: 2 to 32 characters. */
  readonly name: string;
  readonly zone: Zone;
  readonly cidr: Cidr;
  readonly subnets: readonly SubnetProps[];

  /** @default - no way to the internet */
  readonly egress?: EgressProps;

  /** @default - the cloud's own name servers */
  readonly nameServers?: readonly Ipv4Address[];
}

/** Source NAT to the internet. */
export interface EgressProps {
  /** In Mbit/s. OpenStack ignores it. */
  readonly bandwidthMbps: number;
}

export interface RouteProps {
  readonly destination: Cidr;
  readonly nextHop: NextHop;
}

/**
 * Where a route leads. `address` is used by OpenStack, `id` by ctyun, whose route rules name things and not addresses.
 */
export type NextHop =
  | { readonly kind: "line"; readonly line: string }
  | { readonly kind: "machine"; readonly address: string; readonly machineId: string };

/** A security group: the rules of one role in one zone. It starts without any rule. */
export interface ISecurityGroup extends IConstruct, IConnectable, IFirewall {
  readonly zone: Zone;
  readonly role: SubnetRole;
  /** The cloud's id: a Terraform reference. */
  readonly securityGroupId: string;
}

export interface SecurityGroupProps {
  /** Name at the cloud, such as `prod-medical-worker`. ctyun: 2 to 32 characters. */
  readonly name: string;
  readonly network: INetwork;
  /** Its members stand in the subnets of this role. */
  readonly role: SubnetRole;
}
