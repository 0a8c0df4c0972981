import type { IConstruct } from "constructs";
import type { Cidr, Ipv4Address } from "../../environment/values";
import type { IMachineGroup } from "../machines/machines";
import type { INetwork } from "./network";

/** The pair of IPsec gateways of one cloud, in the exchange zone: the only thing outside that sites and links meet. */
export interface IGateways extends IConstruct {
  /** Public addresses that peers connect to, as Terraform references. */
  readonly publicAddresses: readonly string[];
}

/** A site that joins by IPsec. */
export interface SiteConnectionProps {
  readonly id: string;
  readonly cidr: Cidr;
  readonly peerAddress: Ipv4Address;
  /** Pre-shared key as a Terraform reference; used by VPNaaS, whose peers cannot use certificates. */
  readonly presharedKey: string;
}

/** An IPsec link to the other cloud's gateways. */
export interface LinkConnectionProps {
  readonly id: string;
  readonly peerAddress: string;
  readonly presharedKey: string;
  readonly remoteCidrs: readonly Cidr[];
}

export interface GatewaysProps {
  /** Prefix of names at the cloud, such as `prod-gateway`. */
  readonly name: string;
  /** The exchange zone's network. */
  readonly network: INetwork;
  /** What peers may reach behind the gateways: the load-balancer subnets of the exchange zone. */
  readonly localCidrs: readonly Cidr[];
  /** Blocks that hold the sites that join by IPsec. */
  readonly siteSupernets: readonly Cidr[];

  /**
   * Gateway machines that run strongSwan.
   * @default - the cloud's VPN as a service; only OpenStack has one
   */
  readonly machines?: IMachineGroup;

  /**
   * Which machine the routes lead to. OpenStack with a virtual address ignores it.
   * @default "first"
   */
  readonly active?: "first" | "second";

  /**
   * The pair's movable address. OpenStack alone.
   * @default - routes lead to the active machine
   */
  readonly virtualAddress?: Ipv4Address;

  /** Single sites; used by VPN as a service alone, where each is a resource. */
  readonly sites: readonly SiteConnectionProps[];
  readonly links: readonly LinkConnectionProps[];
}
