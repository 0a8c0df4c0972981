import type { Intent } from "../judgement/intent";
import { PlaceNames } from "../judgement/names";
import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { packets, type PacketSet } from "../../sets/packet-set";
import { ProductSet } from "../../sets/product-set";
import { ServiceSet } from "../../sets/service-set";
import type { Path, Paths } from "../reachability/paths";
import type { MachinesPlace } from "../reachability/places";
import { chainsFrom, type Chain } from "./chains";
import { endAddresses } from "./ends";
import { stepOf, type Step } from "./steps";

/** Whether something reaches something, and why or why not. */
export interface Explanation {
  /** Each way that is open, step by step; more than one step where load balancers or proxies pass it on. */
  readonly ways: readonly (readonly Step[])[];
  /** Where it ends, for each class of machines that could send it, when no way is open. */
  readonly stopped: readonly string[];
}

/**
 * Tells why connections pass, or which hop stops them.
 *
 * @param service as `tcp/443`
 */
export function explain(paths: Paths, intent: Intent, from: string, to: string, service: string): Explanation {
  const names = new PlaceNames(intent);
  const sources = endAddresses(intent, from);
  const destinations = endAddresses(intent, to);
  const services = ServiceSet.parse(service);
  const wanted = packets(sources, destinations, services);
  const ends = new Ends(paths);
  const direct = paths.all.flatMap((path): Chain[] => {
    const passing = ends.within(path).intersect(wanted);
    return passing.isEmpty ? [] : [[{ ...path, packets: passing }]];
  });
  const chains = direct.length > 0 ? direct : relayedChains(paths, ends, sources, destinations, services);
  return {
    ways: chains.map((chain) => chain.flatMap((path) => stepOf(paths, intent, path, names))),
    stopped: chains.length > 0 ? [] : stops(paths, names, sources, destinations, services),
  };
}

function relayedChains(
  paths: Paths,
  ends: Ends,
  sources: IntervalSet,
  destinations: IntervalSet,
  services: ServiceSet,
): Chain[] {
  const wanted = packets(ANY_ADDRESS, destinations, services);
  const sent = packets(sources, ANY_ADDRESS, ServiceSet.ANY);
  const startsHere = (path: Path) => !ends.startingWithin(path).intersect(sent).isEmpty;
  return chainsFrom(paths, sources, startsHere).filter((chain) => {
    const last = chain.at(-1);
    return last && !ends.endingWithin(last).intersect(wanted).isEmpty;
  });
}

/**
 * Where connections start and end that pass a line. What comes over it from a subnet of these stacks started there, and what is
 * sent over it to one has not arrived: what stands at the line's other end judges it.
 */
class Ends {
  private readonly ours: IntervalSet;

  constructor({ topology }: Paths) {
    this.ours = IntervalSet.union([...topology.subnets.values()].map(({ addresses }) => addresses));
  }

  startingWithin({ from, packets: passing }: Path): PacketSet {
    return "home" in from ? passing.subtract(packets(this.ours, ANY_ADDRESS, ServiceSet.ANY)) : passing;
  }

  endingWithin({ to, packets: passing }: Path): PacketSet {
    return "home" in to ? passing.subtract(packets(ANY_ADDRESS, this.ours, ServiceSet.ANY)) : passing;
  }

  within(path: Path): PacketSet {
    return this.startingWithin({ ...path, packets: this.endingWithin(path) });
  }
}

/** The first hop that stops it, in the order in which a packet meets them: its sender's rules, the routes, the receiver's. */
function stops(
  paths: Paths,
  names: PlaceNames,
  sources: IntervalSet,
  destinations: IntervalSet,
  services: ServiceSet,
): string[] {
  const senders = paths.machines.filter(({ addresses }) => addresses.overlaps(sources));
  if (senders.length === 0)
    return ["nothing of these stacks stands at the source: it has no public address, line or machine"];
  return [...new Set(senders.map((sender) => stop(paths, names, sender, destinations, services)))];
}

function stop(
  paths: Paths,
  names: PlaceNames,
  sender: MachinesPlace,
  destinations: IntervalSet,
  services: ServiceSet,
): string {
  const name = names.nameOf(sender);
  const sent = paths.filters.allowed(sender.first.groups, "egress").intersect(ProductSet.of(destinations, services));
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
