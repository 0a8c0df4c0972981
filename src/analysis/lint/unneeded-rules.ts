import type { IntendedConnection } from "../isolation/judgement/intent";
import { forwardingMachines } from "../isolation/model/next-hops";
import type { Key, Machine, SecurityGroup, SecurityRule } from "../isolation/model/topology";
import { BlockIndex } from "../sets/block-index";
import { formatAddresses, ANY_ADDRESS } from "../sets/ipv4-addresses";
import { IntervalSet } from "../sets/interval-set";
import type { ServiceSet } from "../sets/service-set";
import type { Remark } from "./finding";
import type { LintSubject } from "./subject";

type Direction = SecurityRule["direction"];

/** Rules that accept what no declared flow and no need of the infrastructure asks for. A drop needs no flow. */
export function unneededRules(subject: LintSubject): Remark[] {
  const forwarders = forwardingMachines(subject.topology);
  return [...subject.topology.securityGroups.values()].flatMap((group) => {
    const members = subject.members(group.key);
    // A group on nothing is a finding of its own.
    if (members.length === 0) return [];
    const own = IntervalSet.union(members.map((machine) => bearableBy(machine, forwarders)));
    return (["ingress", "egress"] as const).flatMap((direction) => inDirection(subject, group, direction, own));
  });
}

function inDirection(subject: LintSubject, { rules }: SecurityGroup, direction: Direction, own: IntervalSet): Remark[] {
  const accepting = rules.filter(
    (rule) => rule.direction === direction && rule.action === "accept" && subject.isUnderstood(rule.origin),
  );
  if (accepting.length === 0) return [];
  const concerned = new BlockIndex(subject.connections[direction].overlapping(own), ({ services }) => services.numbers);
  const asked = new Map<string, IntervalSet>();
  return accepting.flatMap((rule) => {
    const key = rule.services.toString();
    const peers = asked.get(key) ?? peersFor(concerned, direction, rule.services);
    asked.set(key, peers);
    const remote = rule.remote instanceof IntervalSet ? rule.remote : subject.addressesOfGroup(rule.remote.group);
    if (remote.overlaps(peers)) return [];
    const [verb, joint] = direction === "ingress" ? ["takes in", "from"] : ["sends", "to"];
    const sentence = `no declared flow and no need of the infrastructure asks for it: it ${verb} ${key} ${joint} ${formatAddresses(remote)}`;
    return [{ origin: rule.origin, sentence }];
  });
}

/** Who is meant to meet the machines for at least one of the services. */
function peersFor(concerned: BlockIndex<IntendedConnection>, direction: Direction, services: ServiceSet): IntervalSet {
  return IntervalSet.union(
    [...concerned.overlapping(services.numbers)].map(({ from, to }) =>
      direction === "ingress" ? from.addresses : to.addresses,
    ),
  );
}

/** What a machine to which routes lead sends and takes in is for others. */
function bearableBy({ key, addresses, addressPairs }: Machine, forwarders: ReadonlyMap<Key, unknown>): IntervalSet {
  return forwarders.has(key) ? ANY_ADDRESS : addresses.union(addressPairs);
}
