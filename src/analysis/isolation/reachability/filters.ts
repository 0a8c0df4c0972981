import { addTo } from "../../collections";
import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { ProductSet } from "../../sets/product-set";
import { ServiceSet } from "../../sets/service-set";
import type { Key, SecurityRule, Topology } from "../model/topology";

/** Peers' addresses, each with the services that may pass. */
export type Permissions = ProductSet<ServiceSet>;

const EVERYTHING: Permissions = ProductSet.of(ANY_ADDRESS, ServiceSet.ANY);

/** What security groups let pass. They are stateful: an answer needs no rule. */
export class Filters {
  private readonly permissions = new Map<string, Permissions>();
  private readonly groupAddresses: ReadonlyMap<Key, IntervalSet>;

  constructor(private readonly topology: Topology) {
    const members = new Map<Key, IntervalSet[]>();
    for (const { groups, addresses, addressPairs } of topology.machines.values()) {
      // As a peer a group stands for all that its members may send under (Neutron, allowed address pairs).
      for (const group of groups ?? []) addTo(members, group, addresses.union(addressPairs));
    }
    this.groupAddresses = new Map([...members].map(([group, addresses]) => [group, IntervalSet.union(addresses)]));
  }

  /** What the groups of a machine allow together. Without groups everything passes. */
  allowed(groups: readonly Key[] | undefined, direction: SecurityRule["direction"]): Permissions {
    if (!groups) return EVERYTHING;
    const key = `${direction} ${groups.join(" ")}`;
    const known = this.permissions.get(key);
    if (known) return known;
    const made = judged(this.rules(groups, direction), (rule) => this.remoteOf(rule));
    this.permissions.set(key, made);
    return made;
  }

  /** The rules that let at least one of the packets pass. */
  rulesFor(
    groups: readonly Key[] | undefined,
    direction: SecurityRule["direction"],
    peers: IntervalSet,
    services: ServiceSet,
  ): SecurityRule[] {
    return this.rules(groups ?? [], direction).filter(
      (rule) =>
        rule.action === "accept" && this.remoteOf(rule).overlaps(peers) && !rule.services.intersect(services).isEmpty,
    );
  }

  private rules(groups: readonly Key[], direction: SecurityRule["direction"]): SecurityRule[] {
    return groups
      .flatMap((group) => this.topology.securityGroups.get(group)?.rules ?? [])
      .filter((rule) => rule.direction === direction);
  }

  private remoteOf({ remote }: SecurityRule): IntervalSet {
    return remote instanceof IntervalSet ? remote : (this.groupAddresses.get(remote.group) ?? IntervalSet.EMPTY);
  }
}

/** The smallest priority decides first, and among equals a drop. */
function judged(rules: readonly SecurityRule[], remoteOf: (rule: SecurityRule) => IntervalSet): Permissions {
  const byPriority = new Map<number, SecurityRule[]>();
  for (const rule of rules) addTo(byPriority, rule.priority, rule);
  let accepted: Permissions = ProductSet.empty();
  let decided: Permissions = ProductSet.empty();
  for (const [, mine] of [...byPriority].sort(([left], [right]) => left - right)) {
    const dropped = together(
      mine.filter(({ action }) => action === "drop"),
      remoteOf,
    );
    const accepting = together(
      mine.filter(({ action }) => action === "accept"),
      remoteOf,
    );
    accepted = accepted.union(accepting.subtract(dropped).subtract(decided));
    if (byPriority.size > 1) decided = decided.union(dropped).union(accepting);
  }
  return accepted;
}

/** Rules of one service are put together first: there are few services and many peers. */
function together(rules: readonly SecurityRule[], remoteOf: (rule: SecurityRule) => IntervalSet): Permissions {
  const byService = new Map<string, { readonly services: ServiceSet; readonly remotes: IntervalSet[] }>();
  for (const rule of rules) {
    const key = rule.services.toString();
    const known = byService.get(key);
    if (known) known.remotes.push(remoteOf(rule));
    else byService.set(key, { services: rule.services, remotes: [remoteOf(rule)] });
  }
  return ProductSet.union(
    [...byService.values()].map(({ services, remotes }) => ProductSet.of(IntervalSet.union(remotes), services)),
  );
}
