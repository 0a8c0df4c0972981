import type { Key, Subnet } from "../isolation/model/topology";
import { formatAddresses } from "../sets/ipv4-addresses";
import type { Remark } from "./finding";
import type { RouteTable } from "./outgoing-routes";
import type { LintSubject } from "./subject";

/** Subnets with the same addresses where packets could reach both: of one router or VPC, or joined by routes. */
export function overlappingCidrs(subject: LintSubject, tables: readonly RouteTable[]): Remark[] {
  return [...joinedSubnets(subject, tables)].flatMap(overlapsWithin);
}

/**
 * The nearest block that contains another is the one that stays open when the next begins: blocks never overlap by half. Each
 * subnet is named once, with the nearest that has all of its addresses.
 */
function overlapsWithin(subnets: readonly Subnet[]): Remark[] {
  const ordered = [...subnets].sort(
    (left, right) =>
      (left.addresses.first ?? 0) - (right.addresses.first ?? 0) || right.addresses.size - left.addresses.size,
  );
  const open: Subnet[] = [];
  return ordered.flatMap((subnet) => {
    while (open.length > 0 && !open.at(-1)?.addresses.overlaps(subnet.addresses)) open.pop();
    const around = open.at(-1);
    open.push(subnet);
    return around ? [remark(subnet, around)] : [];
  });
}

function remark(subnet: Subnet, around: Subnet): Remark {
  const [inner, outer] = [formatAddresses(subnet.addresses), formatAddresses(around.addresses)];
  const what = subnet.addresses.equals(around.addresses) ? "which is also that" : `which lies in the ${outer}`;
  return {
    origin: subnet.origin,
    because: around.origin,
    sentence: `it has ${inner}, ${what} of another subnet that routing joins with it`,
  };
}

/** Subnets between which packets can find a way, in groups. */
function joinedSubnets(subject: LintSubject, tables: readonly RouteTable[]): Iterable<Subnet[]> {
  const { topology } = subject;
  const groups = new Groups();
  for (const { key, interfaces } of topology.routers.values()) {
    for (const { subnet } of interfaces) groups.join(key, subnet);
  }
  for (const { subnets, routes, tunnels, deliveries } of tables) {
    const [home] = subnets;
    if (!home) continue;
    for (const { hop } of routes) if (hop.kind === "line") groups.join(home.key, `line ${hop.name}`);
    // A default route names no network.
    const named = [...routes.filter(({ prefixLength }) => prefixLength > 0), ...tunnels];
    for (const { origin } of named) {
      for (const { arrival, destinations } of deliveries.get(origin) ?? []) {
        if (arrival.kind === "internet") continue;
        for (const { key } of subject.subnets.overlapping(destinations)) groups.join(home.key, key);
      }
    }
  }
  const joined = new Map<string, Subnet[]>();
  for (const subnet of topology.subnets.values()) {
    if (!subject.isUnderstood(subnet.origin)) continue;
    const group = groups.of(subnet.key);
    const known = joined.get(group);
    if (known) known.push(subnet);
    else joined.set(group, [subnet]);
  }
  return joined.values();
}

/** Keys in groups that grow together. */
class Groups {
  private readonly parents = new Map<Key, Key>();

  of(key: Key): Key {
    let root = key;
    for (let parent = this.parents.get(root); parent !== undefined; parent = this.parents.get(root)) root = parent;
    if (root !== key) this.parents.set(key, root);
    return root;
  }

  join(left: Key, right: Key): void {
    const [one, other] = [this.of(left), this.of(right)];
    if (one !== other) this.parents.set(one, other);
  }
}
