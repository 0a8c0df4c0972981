import type { Construct } from "constructs";
import { Eip } from "../../bindings/ctyun/eip";
import { Nat } from "../../bindings/ctyun/nat";
import { NatSnat } from "../../bindings/ctyun/nat-snat";
import { Subnet } from "../../bindings/ctyun/subnet";
import { Vpc } from "../../bindings/ctyun/vpc";
import { VpcRouteTable } from "../../bindings/ctyun/vpc-route-table";
import { VpcRouteTableRule } from "../../bindings/ctyun/vpc-route-table-rule";
import { availabilityZoneName, type AvailabilityZone } from "../../constructs/availability-zone";
import type { INetwork, ISubnet, NetworkProps, RouteProps, SubnetProps } from "../../constructs/network/network";
import { NetworkBase } from "../../constructs/network/network-base";
import { subnetName } from "../../environment/cloud-names";
import type { Zone } from "../../environment/schema/names";
import { Cidr, type Ipv4Address } from "../../environment/values";
import { resourceName } from "./names";

/** ctyun's bounds of a VPC's block. */
const VPC_PREFIX_LENGTHS = { minimum: 8, maximum: 28 };

/** Prices and terms that every on-demand thing of this platform shares. */
export const ON_DEMAND = "on_demand";
export const BILLED_BY_BANDWIDTH = { cycleType: ON_DEMAND, demandBillingType: "bandwidth" } as const;

/** The smallest NAT gateway (1 of 1 to 4); its size can be changed in place. */
const SMALL_NAT_GATEWAY = 1;

const EVERYWHERE = Cidr.parse("0.0.0.0/0");

/** Next hops of ctyun's route rules that this platform uses: dedicated line, machine, NAT gateway, peering. */
type NextHopType = "dc" | "vm" | "natgw" | "vpcpeering";

export interface CtyunNetworkProps extends NetworkProps {
  readonly availabilityZones: readonly AvailabilityZone[];
  /** DNS servers of the cloud: a subnet cannot be made without any. */
  readonly cloudNameServers: readonly Ipv4Address[];
}

/**
 * The VPC of one zone: VPCs have no way to each other but the endpoints of load balancers and peerings made in the console.
 *
 * Limit: routes stand in a route table of our own, made with the first of them, and provider 1.2.0 can neither tie a table to
 * a subnet nor name the VPC's default table without asking the API in every plan. So a network with routes needs one step in
 * the console after its first deploy: tie its subnets to the table `<name>-routes`. The table carries the way out through the
 * NAT gateway as well, so that subnets keep it.
 */
export class CtyunNetwork extends NetworkBase {
  readonly networkId: string;
  readonly subnets: readonly ISubnet[];
  /** A route table holds one next hop a destination. */
  readonly spreadsOverNextHops = false;
  private readonly availabilityZones: readonly AvailabilityZone[];
  private readonly destinations = new Map<string, string>();
  private readonly natGatewayId: string | undefined;
  private routeTable: VpcRouteTable | undefined;

  constructor(scope: Construct, id: string, props: CtyunNetworkProps) {
    super(scope, id, { ...props, name: resourceName(props.name) });
    this.availabilityZones = props.availabilityZones;
    this.refuseWhatCtyunLacks(props);

    this.networkId = new Vpc(this, "vpc", {
      name: this.name,
      cidr: props.cidr.toString(),
      description: `zone ${props.zone}`,
    }).id;
    const nameServers = props.nameServers ?? props.cloudNameServers;
    this.subnets = this.inOrder(props.subnets).map((subnet) => this.addSubnet(subnet, nameServers));
    this.natGatewayId = props.egress && this.addEgress(props.egress.bandwidthMbps);
  }

  /** Adds a rule to the zone's route table: a line by the id of its gateway, a machine by its own. */
  addRoute(id: string, { destination, nextHop }: RouteProps): void {
    if (nextHop.kind === "line") this.addRouteRule(id, destination, "dc", nextHop.line);
    else this.addRouteRule(id, destination, "vm", nextHop.machineId);
  }

  /** Sends what is addressed to another zone's VPC through a peering that was made in the console. */
  addPeeringRoute(other: CtyunNetwork, peeringId: string): void {
    this.addRouteRule(`peering-${other.zone}`, other.cidr, "vpcpeering", peeringId);
  }

  private addRouteRule(id: string, destination: Cidr, nextHopType: NextHopType, nextHopId: string): void {
    const block = destination.toString();
    const known = this.destinations.get(block);
    if (known !== undefined) {
      throw new Error(
        `network ${this.name}: got route ${id} for ${block}, which route ${known} leads elsewhere already; ctyun takes each destination once: remove one of them`,
      );
    }
    this.destinations.set(block, id);
    new VpcRouteTableRule(this, `route-${id}`, {
      routeTableId: this.routeTableId(),
      destination: block,
      ipVersion: 4,
      nextHopType,
      nextHopId,
      description: `route ${id}`,
    });
  }

  private routeTableId(): string {
    if (this.routeTable) return this.routeTable.id;
    this.routeTable = new VpcRouteTable(this, "route-table", {
      name: resourceName(`${this.name}-routes`),
      vpcId: this.networkId,
    });
    if (this.natGatewayId !== undefined) this.addRouteRule("egress", EVERYWHERE, "natgw", this.natGatewayId);
    return this.routeTable.id;
  }

  private addSubnet(props: SubnetProps, nameServers: readonly Ipv4Address[]): ISubnet {
    const key = subnetName(props.role, props.availabilityZone);
    const subnet = new Subnet(this, `subnet-${key}`, {
      name: resourceName(key),
      vpcId: this.networkId,
      cidr: props.cidr.toString(),
      dns: nameServers.map(String),
      description: `${props.role} in availability zone ${props.availabilityZone}`,
    });
    return { ...props, subnetId: subnet.id };
  }

  private addEgress(bandwidthMbps: number): string {
    const [first] = this.availabilityZones;
    const address = new Eip(this, "egress-address", {
      name: resourceName(`${this.name}-egress`),
      bandwidth: bandwidthMbps,
      ...BILLED_BY_BANDWIDTH,
    });
    const gateway = new Nat(this, "nat-gateway", {
      name: this.name,
      vpcId: this.networkId,
      spec: SMALL_NAT_GATEWAY,
      cycleType: ON_DEMAND,
      ...(first && { azName: first.name }),
    });
    // Load balancers open no connections to the outside, so their subnets get no way there.
    for (const subnet of this.subnets.filter(({ role }) => role !== "load-balancer")) {
      new NatSnat(this, `egress-${subnetName(subnet.role, subnet.availabilityZone)}`, {
        natGatewayId: gateway.natGatewayId,
        sourceSubnetId: subnet.subnetId,
        snatIps: [address.id],
        description: `${subnet.role} in availability zone ${subnet.availabilityZone}`,
      });
    }
    return gateway.natGatewayId;
  }

  private inOrder(subnets: readonly SubnetProps[]): SubnetProps[] {
    return this.availabilityZones.flatMap(({ id }) =>
      subnets.filter(({ availabilityZone }) => availabilityZone === id),
    );
  }

  private refuseWhatCtyunLacks({ cidr, subnets }: CtyunNetworkProps): void {
    const { minimum, maximum } = VPC_PREFIX_LENGTHS;
    if (cidr.prefixLength < minimum || cidr.prefixLength > maximum) {
      throw new Error(
        `network ${this.name}: got block ${cidr.toString()}, ctyun allows /${minimum} to /${maximum} for a VPC: change the zone's cidr`,
      );
    }
    for (const { role, availabilityZone } of subnets) {
      // Only the check matters here: a VPC's subnets span its region.
      availabilityZoneName(this.availabilityZones, availabilityZone, `network ${this.name}, ${role} subnet`);
    }
  }
}

/** A peering of two zones' VPCs, made in the console: the provider has no resource for it. */
export interface Peering {
  readonly zones: readonly [Zone, Zone];
  readonly peeringId: string;
}

/** The network as this cloud made it. Throws for another cloud's. */
export function ctyunNetwork(network: INetwork): CtyunNetwork {
  if (network instanceof CtyunNetwork) return network;
  throw new Error(`got network ${network.node.path} of another cloud, expected one that this ctyun cloud created`);
}
