import type { Configuration, Resource } from "../../terraform/configuration";
import type { IntendedConnection, Intent } from "../isolation/judgement/intent";
import type { NotUnderstood } from "../isolation/model/arguments";
import { readTopology } from "../isolation/model/read-topology";
import {
  keyOf,
  type Key,
  type Machine,
  type SecurityRule,
  type Subnet,
  type Topology,
} from "../isolation/model/topology";
import { Routing } from "../isolation/reachability/routing";
import { addTo } from "../collections";
import { BlockIndex } from "../sets/block-index";
import { IntervalSet } from "../sets/interval-set";

/** What the checks look at: the networks that isolation reads, and what was meant by them. */
export class LintSubject {
  readonly topology: Topology;
  readonly notUnderstood: readonly NotUnderstood[];
  readonly routing: Routing;
  /** The subnets by their addresses. */
  readonly subnets: BlockIndex<Subnet>;
  /** What is declared, by the addresses of those that take it in and of those that send it. */
  readonly connections: Readonly<Record<SecurityRule["direction"], BlockIndex<IntendedConnection>>>;
  private readonly doubtful: ReadonlySet<Key>;
  private readonly membersOf = new Map<Key, Machine[]>();
  private readonly groupAddresses = new Map<Key, IntervalSet>();
  private readonly homesOf = new Map<Key, IntervalSet[]>();

  constructor(
    readonly configuration: Configuration,
    readonly intent: Intent,
  ) {
    const { topology, notUnderstood } = readTopology(configuration);
    this.topology = topology;
    this.notUnderstood = notUnderstood;
    this.routing = new Routing(topology);
    this.subnets = new BlockIndex(topology.subnets.values(), ({ addresses }) => addresses);
    this.connections = {
      ingress: new BlockIndex(intent.connections, ({ to }) => to.addresses),
      egress: new BlockIndex(intent.connections, ({ from }) => from.addresses),
    };
    this.doubtful = new Set(notUnderstood.map(({ stack, address }) => `${stack}/${address}`));
    for (const { interfaces } of topology.routers.values()) {
      const home = IntervalSet.union(interfaces.flatMap(({ subnet }) => topology.subnets.get(subnet)?.addresses ?? []));
      for (const subnet of new Set(interfaces.map((each) => each.subnet))) addTo(this.homesOf, subnet, home);
    }
    for (const machine of topology.machines.values()) {
      for (const group of machine.groups ?? []) {
        addTo(this.membersOf, group, machine);
      }
    }
  }

  /**
   * Whether everything about a resource was read. What was not is taken for the most that it can be, which is right for what
   * could pass and wrong for what is of no use.
   */
  isUnderstood(resource: Resource): boolean {
    return !this.doubtful.has(keyOf(resource));
  }

  /** The machines that have a security group. */
  members(group: Key): readonly Machine[] {
    return this.membersOf.get(group) ?? [];
  }

  /** Every address that the machines of a security group may have. */
  addressesOfGroup(group: Key): IntervalSet {
    const known = this.groupAddresses.get(group);
    if (known) return known;
    const made = IntervalSet.union(this.members(group).map(({ addresses }) => addresses));
    this.groupAddresses.set(group, made);
    return made;
  }

  /** Every address of the subnets in which the routers of a subnet stand. */
  addressesAround(subnet: Key): IntervalSet {
    return IntervalSet.union(this.homesOf.get(subnet) ?? []);
  }
}
