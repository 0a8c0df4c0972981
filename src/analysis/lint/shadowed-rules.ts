import type { Key, SecurityGroup, SecurityRule } from "../isolation/model/topology";
import { BlockIndex } from "../sets/block-index";
import { formatAddresses } from "../sets/ipv4-addresses";
import { IntervalSet } from "../sets/interval-set";
import type { ServiceSet } from "../sets/service-set";
import type { Remark } from "./finding";
import type { LintSubject } from "./subject";

/** A rule with its place in the group, which decides between two that are alike. */
interface Placed {
  readonly rule: SecurityRule;
  readonly place: number;
}

/** The rules of one direction that are for the same services, by their peers. */
interface Bucket {
  readonly services: ServiceSet;
  readonly byAddresses: BlockIndex<Placed>;
  /** The first rule that names a group as its peer. */
  readonly byGroup: ReadonlyMap<Key, Placed>;
}

/** Rules that decide nothing, because a wider one of the same group and direction is judged before them. */
export function shadowedRules(subject: LintSubject): Remark[] {
  return [...subject.topology.securityGroups.values()].flatMap((group) =>
    (["ingress", "egress"] as const).flatMap((direction) => inDirection(subject, group, direction)),
  );
}

function inDirection(subject: LintSubject, { rules }: SecurityGroup, direction: SecurityRule["direction"]): Remark[] {
  const placed = rules
    .filter((rule) => rule.direction === direction && subject.isUnderstood(rule.origin))
    .map((rule, place) => ({ rule, place }));
  const buckets = bucketsOf(placed);
  const wider = widerOf(buckets);
  return placed.flatMap(({ rule, place }) => {
    const found = shadowOf(subject, { rule, place }, wider.get(rule.services.toString()) ?? []);
    return found ? [remark(rule, found)] : [];
  });
}

function bucketsOf(placed: readonly Placed[]): Map<string, Bucket> {
  const byServices = new Map<string, Placed[]>();
  for (const each of placed) {
    const key = each.rule.services.toString();
    const known = byServices.get(key);
    if (known) known.push(each);
    else byServices.set(key, [each]);
  }
  const buckets = new Map<string, Bucket>();
  for (const [key, members] of byServices) {
    const [first] = members;
    if (!first) continue;
    const byGroup = new Map<Key, Placed>();
    for (const each of members) {
      const { remote } = each.rule;
      if (!(remote instanceof IntervalSet) && !byGroup.has(remote.group)) byGroup.set(remote.group, each);
    }
    buckets.set(key, {
      services: first.rule.services,
      byGroup,
      byAddresses: new BlockIndex(members, ({ rule: { remote } }) =>
        remote instanceof IntervalSet ? remote : IntervalSet.EMPTY,
      ),
    });
  }
  return buckets;
}

/** For each of the services the buckets that have all of them, in their order. */
function widerOf(buckets: ReadonlyMap<string, Bucket>): Map<string, readonly Bucket[]> {
  const byServices = new BlockIndex(buckets.values(), ({ services }) => services.numbers);
  return new Map(
    [...buckets].map(([key, { services }]) => {
      const numbers = services.numbers;
      return [key, byServices.overlappingInOrder(numbers).filter((other) => other.services.numbers.contains(numbers))];
    }),
  );
}

function shadowOf(subject: LintSubject, placed: Placed, wider: readonly Bucket[]): SecurityRule | undefined {
  const { remote } = placed.rule;
  // A group that nothing has names no address yet: what it will name nobody knows.
  const peers = remote instanceof IntervalSet ? remote : subject.addressesOfGroup(remote.group);
  for (const { byAddresses, byGroup } of wider) {
    const sameGroup = remote instanceof IntervalSet ? undefined : byGroup.get(remote.group);
    if (sameGroup && shadows(sameGroup, placed)) return sameGroup.rule;
    for (const other of byAddresses.containing(peers)) if (shadows(other, placed)) return other.rule;
  }
  return undefined;
}

/**
 * Whether a rule that covers another leaves it nothing to decide. A smaller priority is judged first; among equals a drop wins,
 * so an accept never shadows it, and of two that are alike the later one is too many.
 */
function shadows(wider: Placed, { rule, place }: Placed): boolean {
  if (wider.place === place) return false;
  if (wider.rule.priority !== rule.priority) return wider.rule.priority < rule.priority;
  if (wider.rule.action !== rule.action) return wider.rule.action === "drop";
  return !alike(wider.rule, rule) || wider.place < place;
}

function alike(left: SecurityRule, right: SecurityRule): boolean {
  if (!left.services.equals(right.services)) return false;
  if (left.remote instanceof IntervalSet)
    return right.remote instanceof IntervalSet && left.remote.equals(right.remote);
  return !(right.remote instanceof IntervalSet) && left.remote.group === right.remote.group;
}

function remark(rule: SecurityRule, shadow: SecurityRule): Remark {
  const contradicted = rule.action === shadow.action ? "" : `, which decides to ${shadow.action}`;
  return {
    origin: rule.origin,
    because: shadow.origin,
    sentence:
      `its ${rule.action} of ${rule.direction} ${described(rule)} decides nothing: a rule for ${described(shadow)} comes first` +
      contradicted,
  };
}

function described({ services, remote, direction }: SecurityRule): string {
  const peer = remote instanceof IntervalSet ? formatAddresses(remote) : remote.group;
  return `${services.toString()} ${direction === "ingress" ? "from" : "to"} ${peer}`;
}
