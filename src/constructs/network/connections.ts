import type { Zone } from "../../environment/schema/names";
import type { Cidr, Port } from "../../environment/values";
import type { SourcePath } from "../provenance";

/** An address block of a peer. The key names it in rules' logical ids and never changes with its neighbours. */
export interface PeerBlock {
  readonly key: string;
  readonly cidr: Cidr;
}

/** Who stands at the other end of a rule: both clouds' rules name address blocks, so a peer is a named list of them. */
export interface Peer {
  /** Part of the rules' logical ids, such as `medical-worker`. */
  readonly id: string;
  readonly blocks: readonly PeerBlock[];
}

/** One permission, in one direction, as a security group or a listener's access list takes it. */
export interface FirewallRule {
  readonly direction: "ingress" | "egress";
  readonly port: Port;
  readonly peer: Peer;
  /** The flow or the infrastructure need that the rule comes from, such as `flow referral-to-health-record`. */
  readonly why: string;

  /**
   * The value of the YAML that asks for it.
   * @default - that of the firewall it is put on
   */
  readonly source?: SourcePath;
}

/** What rules are put on: a security group, or a load balancer whose listeners have access lists. */
export interface IFirewall {
  /** Permits what the rule says. The same permission for a second reason is one rule that names both. */
  addRule(rule: FirewallRule): void;
}

/**
 * How clients of one zone meet a thing in another where the cloud does not route between zones: they reach it at
 * `destination`, inside their own network, and it sees them as `source`.
 */
export interface Crossing {
  readonly destination: Peer;
  readonly source: Peer;
}

/** Something that can talk and be talked to. */
export interface IConnectable {
  readonly connections: Connections;
}

export interface ConnectionsProps {
  /** Where others meet it. */
  readonly peer: Peer;

  /**
   * As whom others see it when it opens connections itself. A load balancer is met at one address, and meets its machines
   * from anywhere in its subnet.
   * @default - as `peer`
   */
  readonly sourcePeer?: Peer;

  /** @default - the peer belongs to no zone: it is outside */
  readonly zone?: Zone;

  /** @default - rules are written on the other side alone */
  readonly firewalls?: readonly IFirewall[];

  /**
   * By the client's zone.
   * @default - every zone meets it at its own address
   */
  readonly crossings?: ReadonlyMap<Zone, Crossing>;
}

/**
 * The connectivity of one thing. This is what users write:
 *
 * ```ts
 * runner.connections.allowTo(apiServer, Port.tcp(6443), "flow deploy");
 * loadBalancer.connections.allowFrom(sites, Port.tcp(443), "flow sites-to-medical");
 * controlPlane.connections.allowInternally(Port.tcpRange(2379, 2381), "infrastructure etcd");
 * ```
 *
 * Whatever nobody allowed is denied: a security group starts empty, its default egress rules removed.
 */
export class Connections implements IConnectable {
  readonly connections = this;
  readonly peer: Peer;
  readonly sourcePeer: Peer;
  readonly zone: Zone | undefined;
  private readonly firewalls: readonly IFirewall[];
  private readonly crossings: ReadonlyMap<Zone, Crossing>;

  constructor(props: ConnectionsProps) {
    this.peer = props.peer;
    this.sourcePeer = props.sourcePeer ?? props.peer;
    this.zone = props.zone;
    this.firewalls = props.firewalls ?? [];
    this.crossings = props.crossings ?? new Map<Zone, Crossing>();
  }

  /**
   * Lets this open connections to `other`: egress here, ingress there.
   *
   * @param why the flow or infrastructure need it is for; it becomes the rules' description
   * @param source the value of the YAML that asks for it, for provenance
   */
  allowTo(other: IConnectable, port: Port, why: string, source?: SourcePath): void {
    const target = other.connections;
    const crossing = target.crossingFrom(this.zone);
    const reason = { port, why, ...(source && { source }) };
    this.addRules({ direction: "egress", peer: crossing?.destination ?? target.peer, ...reason });
    target.addRules({ direction: "ingress", peer: crossing?.source ?? this.sourcePeer, ...reason });
  }

  /** Lets `other` open connections to this. */
  allowFrom(other: IConnectable, port: Port, why: string, source?: SourcePath): void {
    other.connections.allowTo(this, port, why, source);
  }

  /** Lets the members of this talk to each other. */
  allowInternally(port: Port, why: string, source?: SourcePath): void {
    this.allowTo(this, port, why, source);
  }

  private crossingFrom(zone: Zone | undefined): Crossing | undefined {
    return zone === undefined || zone === this.zone ? undefined : this.crossings.get(zone);
  }

  private addRules(rule: FirewallRule): void {
    for (const firewall of this.firewalls) firewall.addRule(rule);
  }
}
