import type { IConstruct } from "constructs";
import type { Ipv4Address } from "../../environment/values";
import type { SubnetRole } from "../../environment/schema/names";
import type { INetwork, ISecurityGroup } from "../network/network";

/** One machine of a group. */
export interface IMachine {
  /** Its key in the group, such as `001`: part of logical ids. */
  readonly key: string;
  readonly availabilityZone: string;
  /** The cloud's id: a Terraform reference. */
  readonly machineId: string;
  /** Its private address: a Terraform reference, since ctyun allots it. */
  readonly privateAddress: string;
  /** The id of the subnet it stands in: a Terraform reference. */
  readonly subnetId: string;
}

/** Machines of one kind: a node pool, the exchange proxies, a pair of gateways. */
export interface IMachineGroup extends IConstruct {
  readonly machines: readonly IMachine[];
  /** The machines' public addresses in their order, as Terraform references; empty without `publicAddresses`. */
  readonly publicAddresses: readonly string[];
}

export interface MachineProps {
  /** Unique in the group and kept for good, such as `001`. */
  readonly key: string;
  readonly availabilityZone: string;
  /** The cloud-init document, as text that may hold Terraform references. The cloud encodes it as its API wants. */
  readonly userData: string;

  /**
   * Pinned address. OpenStack alone: ctyun's machines cannot pin one.
   * @default - the cloud allots one from the subnet
   */
  readonly address?: Ipv4Address;
}

export interface MachineGroupProps {
  /** Prefix of the machines' names at the cloud; the key is appended. ctyun: 2 to 64 characters in all. */
  readonly name: string;
  readonly network: INetwork;
  /** Each machine stands in the subnet of this role in its availability zone. */
  readonly role: SubnetRole;
  readonly securityGroups: readonly ISecurityGroup[];
  readonly machines: readonly MachineProps[];
  /** Flavor id (ctyun) or name (OpenStack). */
  readonly flavor: string;
  /** Boot disk in GiB. */
  readonly diskGiB: number;

  /**
   * Sizes in GiB of the data disks that each machine gets; they outlive it.
   * @default - none
   */
  readonly dataDisksGiB?: readonly number[];

  /**
   * `hard`: two machines never share a host, or the machine is not built. `soft`: as far as hosts suffice; OpenStack may
   * still put machines that are built at the same time on one host.
   * @default "soft"
   */
  readonly antiAffinity?: "hard" | "soft";

  /**
   * Whether Terraform refuses to destroy the machines: etcd's and databases' ones.
   * @default false
   */
  readonly protect?: boolean;

  /**
   * Whether a changed cloud-init document builds new machines, each before its predecessor goes. For machines without data
   * behind a load balancer; all others change by generation, and a changed document waits for the next one. Goes with none of
   * hard anti-affinity, protect, data disks and pinned addresses.
   * @default false
   */
  readonly replaceOnChange?: boolean;

  /**
   * Whether the machines forward packets that are not their own: gateways.
   * @default false
   */
  readonly forwardsPackets?: boolean;

  /**
   * An address that moves between the machines of the group. OpenStack alone.
   * @default - none
   */
  readonly virtualAddress?: Ipv4Address;

  /**
   * Whether each machine gets a public address. Refused in the zones medical and management.
   * @default - none
   */
  readonly publicAddresses?: PublicAddressProps;
}

export interface PublicAddressProps {
  /** In Mbit/s. OpenStack ignores it. */
  readonly bandwidthMbps: number;

  /**
   * Addresses reserved at the cloud, one a machine. OpenStack alone.
   * @default - allotted by the cloud
   */
  readonly addresses?: readonly Ipv4Address[];
}
