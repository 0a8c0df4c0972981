import { type ITerraformDependable, TerraformStack, Token } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { NetworkingFloatingipAssociateV2 } from "../../bindings/openstack/networking-floatingip-associate-v2";
import { NetworkingFloatingipV2 } from "../../bindings/openstack/networking-floatingip-v2";
import { NetworkingNetworkV2 } from "../../bindings/openstack/networking-network-v2";
import { NetworkingPortV2 } from "../../bindings/openstack/networking-port-v2";
import { NetworkingRouterInterfaceV2 } from "../../bindings/openstack/networking-router-interface-v2";
import { NetworkingRouterRouteV2 } from "../../bindings/openstack/networking-router-route-v2";
import { NetworkingRouterV2 } from "../../bindings/openstack/networking-router-v2";
import { NetworkingSubnetRouteV2 } from "../../bindings/openstack/networking-subnet-route-v2";
import { NetworkingSubnetV2 } from "../../bindings/openstack/networking-subnet-v2";
import type {
  INetwork,
  ISubnet,
  NetworkProps,
  NextHop,
  RouteProps,
  SubnetProps,
} from "../../constructs/network/network";
import { NetworkBase } from "../../constructs/network/network-base";
import { subnetName } from "../../environment/cloud-names";
import { firstAllottedHost } from "../../environment/host-numbers";
import { type Zone, ZONES } from "../../environment/schema/names";
import { type Cidr, Ipv4Address } from "../../environment/values";
import { resourceName } from "./names";

/** Host number of the zone's router in each of its subnets. */
const ROUTER_HOST = 1;

/** Host number that the router of the first of ZONES has in another zone's subnets; the others follow in their order. */
const FIRST_JOINED_ROUTER_HOST = 2;

export interface OpenstackNetworkProps extends NetworkProps {
  /** Id of the cloud's external network, to which a zone with egress is connected. */
  readonly externalNetworkId: string;
}

/**
 * The network of one zone: one layer-2 network, a subnet per role and availability zone, and a router of its own. Without
 * egress the router has no external gateway, so nothing in the zone can reach or be reached from outside the cloud.
 */
export class OpenstackNetwork extends NetworkBase {
  readonly networkId: string;
  readonly routerId: string;
  readonly subnets: readonly ISubnet[];
  /** Neutron's routers take several next hops of equal cost. */
  readonly spreadsOverNextHops = true;
  /** Whether the router has an external gateway: what public addresses and VPN as a service stand on. */
  readonly hasExternalGateway: boolean;
  private readonly interfaces: readonly NetworkingRouterInterfaceV2[];

  constructor(scope: Construct, id: string, props: OpenstackNetworkProps) {
    super(scope, id, { ...props, name: resourceName(props.name) });
    this.hasExternalGateway = props.egress !== undefined;

    const network = new NetworkingNetworkV2(this, "network", { name: this.name });
    const router = new NetworkingRouterV2(this, "router", {
      name: this.name,
      // Source NAT comes with the gateway: by Neutron's default policy only an administrator may set enable_snat.
      externalNetworkId: props.egress && props.externalNetworkId,
    });
    const attached = props.subnets.map((subnet) => this.attachSubnet(subnet, network, router, props.nameServers));

    this.networkId = network.id;
    this.routerId = router.id;
    this.subnets = attached.map(({ subnet }) => subnet);
    this.interfaces = attached.map(({ routerInterface }) => routerInterface);
  }

  /**
   * Adds a route to the zone's router, by the next hop's address. Nothing else is needed: hosts know their default gateway
   * alone, and that is this router. Throws when a known next hop stands in none of the zone's subnets, as Neutron would.
   */
  addRoute(id: string, props: RouteProps): void {
    new NetworkingRouterRouteV2(this, `route-${id}`, {
      routerId: this.routerId,
      destinationCidr: props.destination.toString(),
      nextHop: this.nextHopAddress(id, props.nextHop),
      dependsOn: [...this.interfaces],
    });
  }

  /**
   * What a resource in `scope` names in `dependsOn` when Neutron wants the subnets to hang on the router already: public
   * addresses, VPN services, routes. Empty in another stack, which is deployed after this network's anyway.
   */
  routerDependencies(scope: IConstruct): ITerraformDependable[] {
    return TerraformStack.of(scope) === TerraformStack.of(this) ? [...this.interfaces] : [];
  }

  private attachSubnet(
    props: SubnetProps,
    network: NetworkingNetworkV2,
    router: NetworkingRouterV2,
    nameServers: readonly Ipv4Address[] | undefined,
  ) {
    const key = subnetName(props.role, props.availabilityZone);
    const subnet = new NetworkingSubnetV2(this, `subnet-${key}`, {
      name: resourceName(`${this.name}-${key}`),
      networkId: network.id,
      ipVersion: 4,
      cidr: props.cidr.toString(),
      gatewayIp: props.cidr.host(ROUTER_HOST).toString(),
      allocationPool: [allocationPool(props.cidr)],
      dnsNameservers: nameServers?.map(String),
    });
    const routerInterface = new NetworkingRouterInterfaceV2(this, `router-interface-${key}`, {
      routerId: router.id,
      subnetId: subnet.id,
    });
    return { subnet: { ...props, subnetId: subnet.id }, routerInterface };
  }

  private nextHopAddress(routeId: string, nextHop: NextHop): string {
    const address = nextHop.kind === "line" ? nextHop.line : nextHop.address;
    if (Token.isUnresolved(address)) return address;
    const parsed = Ipv4Address.parse(address);
    if (this.subnets.some(({ cidr }) => cidr.contains(parsed))) return address;
    throw new Error(
      `route ${routeId} of network ${this.name}: got next hop ${address}, expected an address inside one of its subnets ${this.subnets.map(({ cidr }) => cidr.toString()).join(", ")}`,
    );
  }
}

export interface NetworkJunctionProps {
  /** The network in whose subnets the two zones meet. */
  readonly hub: INetwork;
  /** The network whose router comes to meet them. */
  readonly spoke: INetwork;
}

/**
 * Lets two zones' routers meet: the spoke's router gets a pinned address in every subnet of the hub.
 *
 * Who sends what where:
 * - A spoke's machine sends everything to its router, which delivers in the hub's subnets directly.
 * - A hub's machine answers by the host route of its subnet (DHCP, config drive) to the spoke's router in the same subnet,
 *   so both directions take the same single hop.
 * - What does not learn host routes knows the hub's own router alone: load-balancer instances built before the route, VPN as
 *   a service, machines that booted earlier. So that router has the route too, by the spoke's address in its first subnet.
 *
 * The spoke's router learns nothing but the hub's connected subnets, so two spokes of one hub still have no way to each other.
 */
export class NetworkJunction extends Construct {
  constructor(scope: Construct, id: string, props: NetworkJunctionProps) {
    super(scope, id);
    const hub = openstackNetwork(props.hub);
    const spoke = openstackNetwork(props.spoke);
    if (hub.zone === spoke.zone) {
      throw new Error(`got zone ${hub.zone} as both ends of junction ${id}, expected two different zones`);
    }
    const [first] = hub.subnets;
    if (!first)
      throw new Error(`network ${hub.name} has no subnet in which the router of ${spoke.name} could meet it: add one`);

    const routerInterfaces = hub.subnets.map((subnet) => this.meetIn(subnet, hub, spoke));
    new NetworkingRouterRouteV2(this, "router-route", {
      routerId: hub.routerId,
      destinationCidr: spoke.cidr.toString(),
      nextHop: joinedRouterAddress(spoke.zone, first).toString(),
      dependsOn: [...hub.routerDependencies(this), ...routerInterfaces],
    });
  }

  private meetIn(subnet: ISubnet, hub: OpenstackNetwork, spoke: OpenstackNetwork): NetworkingRouterInterfaceV2 {
    const key = subnetName(subnet.role, subnet.availabilityZone);
    const address = joinedRouterAddress(spoke.zone, subnet).toString();
    const port = new NetworkingPortV2(this, `port-${key}`, {
      name: resourceName(`${spoke.name}-router-in-${hub.name}-${key}`),
      networkId: hub.networkId,
      fixedIp: [{ subnetId: subnet.subnetId, ipAddress: address }],
      // A router's port carries no security group; without this Neutron would put the project's default one on it.
      noSecurityGroups: true,
    });
    const routerInterface = new NetworkingRouterInterfaceV2(this, `router-interface-${key}`, {
      routerId: spoke.routerId,
      portId: port.id,
    });
    new NetworkingSubnetRouteV2(this, `subnet-route-${key}`, {
      subnetId: subnet.subnetId,
      destinationCidr: spoke.cidr.toString(),
      nextHop: address,
      dependsOn: [routerInterface],
    });
    return routerInterface;
  }
}

export interface OpenstackPublicAddressProps {
  readonly network: OpenstackNetwork;
  /** The port that it leads to: a Terraform reference. */
  readonly portId: string;
  /** Name of the cloud's external network. */
  readonly externalNetworkName: string;
  /** Who wants it, for the error, such as `load balancer prod-internet-ingress`. */
  readonly owner: string;

  /**
   * An address that the cloud reserved for the project.
   * @default - allotted by the cloud
   */
  readonly reserved?: Ipv4Address;

  /**
   * Whether Terraform refuses to give it back.
   * @default false
   */
  readonly protect?: boolean;
}

/** A floating IP on a port. Throws when the network's router has no external gateway to carry it. */
export class OpenstackPublicAddress extends Construct {
  /** A Terraform reference, or the reserved address. */
  readonly address: string;

  constructor(scope: Construct, id: string, props: OpenstackPublicAddressProps) {
    super(scope, id);
    const { network } = props;
    if (!network.hasExternalGateway) {
      throw new Error(
        `${props.owner}: got a public address in network ${network.name}, which has no egress; floating IPs need its router's external gateway: give zone ${network.zone} egress`,
      );
    }
    this.address =
      props.reserved?.toString() ??
      new NetworkingFloatingipV2(this, "floating-ip", {
        pool: props.externalNetworkName,
        ...(props.protect && { lifecycle: { preventDestroy: true } }),
      }).address;
    new NetworkingFloatingipAssociateV2(this, "association", {
      floatingIp: this.address,
      portId: props.portId,
      dependsOn: network.routerDependencies(this),
    });
  }
}

/** The network as this cloud made it. Throws for another cloud's. */
export function openstackNetwork(network: INetwork): OpenstackNetwork {
  if (network instanceof OpenstackNetwork) return network;
  throw new Error(`got network ${network.node.path} of another cloud, expected one that this OpenStack cloud created`);
}

function allocationPool(cidr: Cidr): { start: string; end: string } {
  const broadcast = cidr.size - 1;
  return { start: cidr.host(firstAllottedHost(cidr)).toString(), end: cidr.host(broadcast - 1).toString() };
}

function joinedRouterAddress(zone: Zone, subnet: ISubnet): Ipv4Address {
  return subnet.cidr.host(FIRST_JOINED_ROUTER_HOST + ZONES.indexOf(zone));
}
