import type { Configuration, Resource } from "../../terraform/configuration";
import type { Intent } from "../isolation/judgement/intent";
import type { NotUnderstood } from "../isolation/model/arguments";
import { readTopology } from "../isolation/model/read-topology";
import { keyOf, type Key, type Machine, type Subnet, type Topology } from "../isolation/model/topology";
import { Routing } from "../isolation/reachability/routing";
import { BlockIndex } from "../sets/block-index";
import { IntervalSet } from "../sets/interval-set";

/** What the checks look at: the networks that isolation reads, and what was meant by them. */
export class LintSubject {
  readonly topology: Topology;
  readonly notUnderstood: readonly NotUnderstood[];
  readonly routing: Routing;
  /** The subnets by their addresses. */
  readonly subnets: BlockIndex<Subnet>;
  private readonly doubtful: ReadonlySet<Key>;
  private readonly membersOf = new Map<Key, Machine[]>();

  constructor(
    readonly configuration: Configuration,
    readonly intent: Intent,
  ) {
    const { topology, notUnderstood } = readTopology(configuration);
    this.topology = topology;
    this.notUnderstood = notUnderstood;
    this.routing = new Routing(topology);
    this.subnets = new BlockIndex(topology.subnets.values(), ({ addresses }) => addresses);
    this.doubtful = new Set(notUnderstood.map(({ stack, address }) => `${stack}/${address}`));
    for (const machine of topology.machines.values()) {
      for (const group of machine.groups ?? []) {
        const known = this.membersOf.get(group);
        if (known) known.push(machine);
        else this.membersOf.set(group, [machine]);
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
    return IntervalSet.union(this.members(group).map(({ addresses }) => addresses));
  }
}
