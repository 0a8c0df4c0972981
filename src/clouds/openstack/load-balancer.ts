import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { LbListenerV2 } from "../../bindings/openstack/lb-listener-v2";
import { LbLoadbalancerV2 } from "../../bindings/openstack/lb-loadbalancer-v2";
import { LbMemberV2 } from "../../bindings/openstack/lb-member-v2";
import { LbMonitorV2 } from "../../bindings/openstack/lb-monitor-v2";
import { LbPoolV2 } from "../../bindings/openstack/lb-pool-v2";
import { AccessLists } from "../../constructs/network/access-lists";
import { Connections, type FirewallRule, type IFirewall } from "../../constructs/network/connections";
import type { ILoadBalancer, ListenerProps, LoadBalancerProps } from "../../constructs/network/load-balancer";
import { addressPeer, subnetPeer } from "../../constructs/network/peers";
import { refuseUnusableLoadBalancer } from "../../constructs/network/refused-load-balancers";
import type { Ipv4Address } from "../../environment/values";
import { resourceName } from "./names";
import { openstackNetwork, OpenstackPublicAddress } from "./network";

/** Seconds between two health checks, seconds an answer may take, and answers missed before a machine is left out. */
const HEALTH_CHECK = { delay: 5, timeout: 3, maxRetries: 3 };

/** Octavia cuts a silent connection after 50 s, which ends `kubectl logs --follow` and quiet database sessions. */
const IDLE_TIMEOUT_MILLISECONDS = 600_000;

export interface OpenstackLoadBalancerProps extends LoadBalancerProps {
  /** Name of the cloud's external network, where public addresses come from. */
  readonly externalNetworkName: string;
}

/**
 * An Octavia load balancer with a pinned address: one TCP listener, pool and monitor for each of `listeners`.
 *
 * Access lists are the listeners' `allowed_cidrs`. Security groups of one's own on its port (`security_group_ids`) are left
 * alone: Octavia manages the group on that port from the access lists, and accepts only one of the two.
 */
export class OpenstackLoadBalancer extends Construct implements ILoadBalancer, IFirewall {
  readonly address: Ipv4Address;
  readonly loadBalancerId: string;
  readonly publicAddress: string | undefined;
  readonly connections: Connections;
  private readonly name: string;
  private readonly accessLists: AccessLists;

  constructor(scope: Construct, id: string, props: OpenstackLoadBalancerProps) {
    super(scope, id);
    this.name = resourceName(props.name);
    this.address = props.address;
    const network = openstackNetwork(props.network);
    const subnet = network.subnetIn("load-balancer", props.availabilityZone);
    refuseUnusableLoadBalancer(props, subnet);
    this.accessLists = new AccessLists(this.name);

    const loadBalancer = new LbLoadbalancerV2(this, "load-balancer", {
      name: this.name,
      vipSubnetId: subnet.subnetId,
      vipAddress: props.address.toString(),
      ...(props.protect && { lifecycle: { preventDestroy: true } }),
    });
    this.loadBalancerId = loadBalancer.id;
    for (const listener of props.listeners) this.addListener(listener);
    this.publicAddress =
      props.publicAddress &&
      new OpenstackPublicAddress(this, "public-address", {
        network,
        portId: loadBalancer.vipPortId,
        externalNetworkName: props.externalNetworkName,
        owner: `load balancer ${this.name}`,
        protect: props.protect ?? false,
      }).address;

    const { zone } = network;
    this.connections = new Connections({
      peer: addressPeer(id, props.address),
      // Octavia allots its instances' own addresses anywhere in the subnet.
      sourcePeer: subnetPeer(zone, "load-balancer", [subnet]),
      zone,
      firewalls: [this],
    });
    this.node.addValidation({ validate: () => this.accessLists.faults() });
  }

  /** Nothing is made: the zones' routers meet, so clients reach the load balancer at its own address. */
  exposeTo(): void {
    return;
  }

  /** Admits the peer at the listener on the rule's port. Throws, naming those that exist, when there is none. */
  addRule(rule: FirewallRule): void {
    // What Octavia's instances send is not subject to rules of ours.
    if (rule.direction === "egress") return;
    this.accessLists.admit(rule);
  }

  private addListener(props: ListenerProps): void {
    const { healthCheck } = props;
    const name = resourceName(`${this.name}-${props.id}`);
    const pool = new LbPoolV2(this, `pool-${props.id}`, {
      name,
      loadbalancerId: this.loadBalancerId,
      protocol: "TCP",
      lbMethod: "ROUND_ROBIN",
    });
    const listener = new LbListenerV2(this, `listener-${props.id}`, {
      name,
      loadbalancerId: this.loadBalancerId,
      protocol: "TCP",
      protocolPort: props.port,
      defaultPoolId: pool.id,
      // Octavia returns the list in the order of its text; any other order would show as a change in every plan.
      allowedCidrs: Lazy.listValue({ produce: () => this.accessLists.blocksAt(props.port).sort() }),
      timeoutClientData: IDLE_TIMEOUT_MILLISECONDS,
      timeoutMemberData: IDLE_TIMEOUT_MILLISECONDS,
    });
    this.accessLists.add(props, listener);
    new LbMonitorV2(this, `monitor-${props.id}`, {
      name,
      poolId: pool.id,
      ...HEALTH_CHECK,
      ...(healthCheck?.protocol === "http"
        ? { type: "HTTP", httpMethod: "GET", urlPath: healthCheck.path ?? "/", expectedCodes: "200" }
        : { type: "TCP" }),
    });
    for (const group of props.targets) {
      for (const machine of group.machines) {
        // Without a subnet_id the pool's instances reach the machine through the zone's router, from the load-balancer subnet
        // that the machines' rules admit; with one they would get a leg in the machine's own subnet.
        new LbMemberV2(this, `member-${props.id}-${group.node.id}-${machine.key}`, {
          name: resourceName(`${group.node.id}-${machine.key}`),
          poolId: pool.id,
          address: machine.privateAddress,
          protocolPort: props.targetPort,
          monitorPort: healthCheck?.port,
        });
      }
    }
  }
}
