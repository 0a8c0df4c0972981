import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { packets, type PacketSet } from "../../sets/packet-set";
import { ServiceSet } from "../../sets/service-set";
import type { Intent } from "../judgement/intent";
import { PlaceNames } from "../judgement/names";
import type { Permissions } from "../reachability/filters";
import type { Path, Paths } from "../reachability/paths";
import type { MachinesPlace } from "../reachability/places";
import { chainsFrom, type Chain } from "./chains";
import { LineEnds } from "./line-ends";
import { stepOf, type Step } from "./steps";

/** Whether something reaches something, and why or why not. */
export interface Explanation {
  /** Each way that is open, step by step; more than one step where load balancers or proxies pass it on. */
  readonly ways: readonly (readonly Step[])[];
  /** Where it ends, for each class of machines that could send it, when no way is open. */
  readonly stopped: readonly string[];
}

/** Tells why packets pass between addresses, or which hop stops them. */
export function explainPackets(paths: Paths, intent: Intent, wanted: PacketSet): Explanation {
  const names = new PlaceNames(intent);
  const ends = new LineEnds(paths);
  const direct = paths.all.flatMap((path): Chain[] => {
    const passing = ends.within(path).intersect(wanted);
    return passing.isEmpty ? [] : [[{ ...path, packets: passing }]];
  });
  const chains = direct.length > 0 ? direct : relayedChains(paths, ends, wanted);
  return {
    ways: chains.map((chain) => chain.flatMap((path) => stepOf(paths, intent, path, names))),
    stopped: chains.length > 0 ? [] : stops(paths, names, wanted),
  };
}

/** Load balancers and proxies make connections of their own, so the wanted services are those of the last one. */
function relayedChains(paths: Paths, ends: LineEnds, wanted: PacketSet): Chain[] {
  const sent = packets(wanted.keys, ANY_ADDRESS, ServiceSet.ANY);
  const startsHere = (path: Path) => !ends.startingWithin(path).intersect(sent).isEmpty;
  return chainsFrom(paths, wanted.keys, startsHere).filter((chain) => {
    const last = chain.at(-1);
    return (
      last &&
      ends
        .endingWithin(last)
        .layers.some(({ rest }) => wanted.layers.some((layer) => !rest.intersect(layer.rest).isEmpty))
    );
  });
}

/** The first hop that stops it, in the order in which a packet meets them: its sender's rules, the routes, the receiver's. */
function stops(paths: Paths, names: PlaceNames, wanted: PacketSet): string[] {
  const found = wanted.layers.flatMap(({ keys, rest }) =>
    paths.machines
      .filter(({ addresses }) => addresses.overlaps(keys))
      .map((sender) => stop(paths, names, sender, rest)),
  );
  if (found.length > 0) return [...new Set(found)];
  return ["nothing of these stacks stands at the source: it has no public address, line or machine"];
}

function stop(paths: Paths, names: PlaceNames, sender: MachinesPlace, wanted: Permissions): string {
  const name = names.nameOf(sender);
  const sent = paths.filters.allowed(sender.first.groups, "egress").intersect(wanted);
  if (sent.isEmpty) return `${name}: no egress rule of its security groups allows it (${groupsOf(sender)})`;
  const subnet = paths.topology.subnets.get(sender.first.subnet);
  const deliveries = subnet ? paths.routing.fromSubnet(subnet, sent.keys) : [];
  if (deliveries.length === 0) return `${name}: no route leads there from ${subnet?.origin.address ?? "its subnet"}`;
  const last = deliveries[0]?.hops.at(-1);
  return `${name}: it is sent and routed${last ? ` by ${last.address}` : ""}, and nothing there takes it in: no listener, no access list, no ingress rule`;
}

function groupsOf({ first }: MachinesPlace): string {
  return (first.groups ?? []).map((group) => group.slice(group.indexOf("/") + 1)).join(", ");
}
