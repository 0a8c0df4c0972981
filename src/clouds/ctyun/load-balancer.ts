import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { Eip } from "../../bindings/ctyun/eip";
import { ElbAcl } from "../../bindings/ctyun/elb-acl";
import { ElbHealthCheck } from "../../bindings/ctyun/elb-health-check";
import { ElbListener } from "../../bindings/ctyun/elb-listener";
import { ElbLoadbalancer } from "../../bindings/ctyun/elb-loadbalancer";
import { ElbTarget } from "../../bindings/ctyun/elb-target";
import { ElbTargetGroup } from "../../bindings/ctyun/elb-target-group";
import { Vpce } from "../../bindings/ctyun/vpce";
import { VpceService } from "../../bindings/ctyun/vpce-service";
import { availabilityZoneName, type AvailabilityZone } from "../../constructs/availability-zone";
import { AccessLists } from "../../constructs/network/access-lists";
import {
  Connections,
  type Crossing,
  type FirewallRule,
  type IFirewall,
  type Peer,
} from "../../constructs/network/connections";
import { describeReasons } from "../../constructs/network/descriptions";
import type {
  EndpointProps,
  HealthCheckProps,
  ILoadBalancer,
  ListenerProps,
  LoadBalancerProps,
  LoadBalancerPublicAddressProps,
} from "../../constructs/network/load-balancer";
import type { INetwork, ISubnet } from "../../constructs/network/network";
import { addressPeer, subnetPeer } from "../../constructs/network/peers";
import { refuseUnusableLoadBalancer } from "../../constructs/network/refused-load-balancers";
import type { Zone } from "../../environment/schema/names";
import type { Ipv4Address } from "../../environment/values";
import { MAXIMUM_DESCRIPTION_LENGTH } from "./firewall";
import { resourceName } from "./names";
import { BILLED_BY_BANDWIDTH, ctyunNetwork, ON_DEMAND } from "./network";

/** ctyun's limit of an access list. */
const MAXIMUM_ACCESS_LIST_ENTRIES = 10;

/** Seconds between two health checks, seconds an answer may take, and answers missed before a machine is left out. */
const HEALTH_CHECK = { interval: 5, timeout: 3, maxRetry: 3 };

export interface CtyunLoadBalancerProps extends LoadBalancerProps {
  readonly availabilityZones: readonly AvailabilityZone[];
  /** Size of the load balancer, such as `elb.s2.small`. */
  readonly specification: string;
  /** Zones whose VPCs have a peering with this one's: their clients meet the load balancer at its own address. */
  readonly peeredZones: readonly Zone[];
}

/**
 * Where the clients of other zones meet a load balancer. Asking for a zone to which it is not exposed is an error, since its
 * own address does not exist there: `exposeTo` comes before the rules.
 */
class Crossings extends Map<Zone, Crossing> {
  constructor(
    private readonly loadBalancer: string,
    private readonly peeredZones: readonly Zone[],
  ) {
    super();
  }

  override get(client: Zone): Crossing | undefined {
    const crossing = super.get(client);
    if (crossing || this.peeredZones.includes(client)) return crossing;
    throw new Error(
      `load balancer ${this.loadBalancer}: got a connection from zone ${client}, to which it is not exposed; ctyun does not route between zones: expose it to that zone's network before its rules, with a crossing in the cloud's crossings`,
    );
  }
}

/**
 * An ELB with a pinned address: one TCP listener with its target group, health check and access list for each of `listeners`.
 * The access lists admit (`White`), so a listener serves those who were admitted and nobody else.
 *
 * `exposeTo` has to be called before rules from that zone are asked for: the rules name the endpoint.
 */
export class CtyunLoadBalancer extends Construct implements ILoadBalancer, IFirewall {
  readonly address: Ipv4Address;
  readonly loadBalancerId: string;
  readonly publicAddress: string | undefined;
  readonly connections: Connections;
  private readonly name: string;
  private readonly network: INetwork;
  private readonly subnet: ISubnet;
  private readonly crossings: Crossings;
  private readonly accessLists: AccessLists;
  private endpointService: VpceService | undefined;

  constructor(scope: Construct, id: string, props: CtyunLoadBalancerProps) {
    super(scope, id);
    this.name = resourceName(props.name);
    this.address = props.address;
    this.network = ctyunNetwork(props.network);
    this.subnet = this.network.subnetIn("load-balancer", props.availabilityZone);
    refuseUnusableLoadBalancer(props, this.subnet);
    this.accessLists = new AccessLists(this.name);

    const publicAddress = props.publicAddress && this.addPublicAddress(props.publicAddress);
    this.publicAddress = publicAddress?.address;
    this.loadBalancerId = new ElbLoadbalancer(this, "load-balancer", {
      name: this.name,
      vpcId: this.network.networkId,
      subnetId: this.subnet.subnetId,
      privateIpAddress: props.address.toString(),
      slaName: props.specification,
      cycleType: ON_DEMAND,
      azName: availabilityZoneName(props.availabilityZones, props.availabilityZone, `load balancer ${this.name}`),
      ...(publicAddress ? { resourceType: "external", eipId: publicAddress.id } : { resourceType: "internal" }),
      ...(props.protect && { lifecycle: { preventDestroy: true } }),
    }).id;
    for (const listener of props.listeners) this.addListener(listener);

    this.crossings = new Crossings(this.name, props.peeredZones);
    this.connections = new Connections({
      peer: addressPeer(id, props.address),
      sourcePeer: this.subnetPeer(),
      zone: this.network.zone,
      firewalls: [this],
      crossings: this.crossings,
    });
    this.node.addValidation({ validate: () => this.accessLists.faults() });
  }

  /**
   * Makes an endpoint in the client's network; the endpoint service is made with the first. The endpoint takes clients of
   * that network alone, so that what reaches it over a line cannot go on from there.
   *
   * Limit: provider 1.2.0 leaves `subnet_ip` out when it creates an endpoint, and ends with an error when ctyun allots another
   * address than the one asked for. Then create the endpoint with this address in the console and import it.
   */
  exposeTo(network: INetwork, { address }: EndpointProps): void {
    const client = ctyunNetwork(network);
    const subnet = client.subnetsOf("load-balancer").find(({ cidr }) => cidr.contains(address));
    if (!subnet) {
      const blocks = client.subnetsOf("load-balancer").map(({ cidr }) => cidr.toString());
      throw new Error(
        `load balancer ${this.name}: got endpoint address ${address.toString()} in zone ${client.zone}, expected one inside its load-balancer subnet ${blocks.join(", ")}`,
      );
    }
    if (client.zone === this.network.zone || this.crossings.has(client.zone)) {
      throw new Error(
        `load balancer ${this.name}: got a second way from zone ${client.zone}, expected one endpoint for each other zone`,
      );
    }
    new Vpce(this, `endpoint-${client.zone}`, {
      name: resourceName(`to-${this.name}`),
      endpointServiceId: this.exposedService().id,
      vpcId: client.networkId,
      subnetId: subnet.subnetId,
      subnetIp: address.toString(),
      whitelistFlag: true,
      whitelistCidr: [client.cidr.toString()],
    });
    this.crossings.set(client.zone, {
      destination: addressPeer(`${this.node.id}-endpoint`, address),
      source: this.subnetPeer(),
    });
  }

  /** Admits the peer at the listener on the rule's port. Throws, naming those that exist, when there is none. */
  addRule(rule: FirewallRule): void {
    // Health checks and forwarding leave by the cloud's own ports, which have no rules of ours.
    if (rule.direction === "egress") return;
    const admitted = this.accessLists.admit(rule);
    if (admitted.length > MAXIMUM_ACCESS_LIST_ENTRIES) {
      throw new Error(
        `load balancer ${this.name}: got ${admitted.length} blocks for ${rule.port.toString()}, ctyun allows ${MAXIMUM_ACCESS_LIST_ENTRIES} in an access list: admit supernets that hold several (${admitted.join(", ")})`,
      );
    }
  }

  /** As whom it meets its machines, and as whom its endpoints' clients meet it. */
  private subnetPeer(): Peer {
    return subnetPeer(this.network.zone, "load-balancer", [this.subnet]);
  }

  /** ctyun wants the names of a load balancer's parts short and unique, so they hold the port and not the listener's id. */
  private addListener(props: ListenerProps): void {
    const name = resourceName(`${this.name}-${props.port}`);
    const targetGroup = new ElbTargetGroup(this, `target-group-${props.id}`, {
      name,
      vpcId: this.network.networkId,
      protocol: "TCP",
      algorithm: "wrr",
      healthCheckId: this.addHealthCheck(name, props).id,
    });
    new ElbListener(this, `listener-${props.id}`, {
      name,
      loadbalancerId: this.loadBalancerId,
      protocol: "TCP",
      protocolPort: props.port,
      defaultActionType: "forward",
      targetGroups: [{ targetGroupId: targetGroup.id }],
      accessControlType: "White",
      accessControlId: this.addAccessList(name, props).id,
    });
    for (const group of props.targets) {
      for (const machine of group.machines) {
        new ElbTarget(this, `target-${props.id}-${group.node.id}-${machine.key}`, {
          targetGroupId: targetGroup.id,
          instanceType: "VM",
          instanceId: machine.machineId,
          protocolPort: props.targetPort,
        });
      }
    }
  }

  private addHealthCheck(name: string, { id, targetPort, healthCheck }: ListenerProps): ElbHealthCheck {
    return new ElbHealthCheck(this, `health-check-${id}`, {
      name,
      ...HEALTH_CHECK,
      protocolPort: healthCheck?.port ?? targetPort,
      ...healthCheckRequest(healthCheck),
    });
  }

  private addAccessList(name: string, listener: ListenerProps): ElbAcl {
    const accessList: ElbAcl = new ElbAcl(this, `access-list-${listener.id}`, {
      name,
      sourceIps: Lazy.listValue({ produce: () => this.accessLists.blocksAt(listener.port) }),
      description: Lazy.stringValue({ produce: () => describeReasons(accessList, MAXIMUM_DESCRIPTION_LENGTH) }),
    });
    this.accessLists.add(listener, accessList);
    return accessList;
  }

  private addPublicAddress({ bandwidthMbps }: LoadBalancerPublicAddressProps): Eip {
    return new Eip(this, "public-address", {
      name: resourceName(`${this.name}-public`),
      bandwidth: bandwidthMbps,
      ...BILLED_BY_BANDWIDTH,
    });
  }

  private exposedService(): VpceService {
    this.endpointService ??= new VpceService(this, "endpoint-service", {
      name: this.name,
      type: "interface",
      vpcId: this.network.networkId,
      subnetId: this.subnet.subnetId,
      instanceType: "lb",
      instanceId: this.loadBalancerId,
      autoConnection: true,
      rules: this.accessLists.ports.map((port) => ({ protocol: "TCP", endpointPort: port, serverPort: port })),
    });
    return this.endpointService;
  }
}

function healthCheckRequest(healthCheck: HealthCheckProps | undefined) {
  if (healthCheck?.protocol !== "http") return { protocol: "TCP" };
  return { protocol: "HTTP", httpMethod: "GET", httpUrlPath: healthCheck.path ?? "/", httpExpectedCodes: ["http_2xx"] };
}
