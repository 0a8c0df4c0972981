import type { IntervalSet } from "../../sets/interval-set";
import { formatAddresses } from "../../sets/ipv4-addresses";
import type { PacketSet } from "../../sets/packet-set";
import type { PlaceNames } from "../judgement/names";
import type { Permissions } from "../reachability/filters";
import type { Paths } from "../reachability/paths";
import { GLOBAL_ADDRESSES, type MachinesPlace, type Place } from "../reachability/places";
import type { Delivery } from "../reachability/routing";

type OutsidePlace = Extract<Place, { readonly home: IntervalSet }>;

/** The first hop that stops it, in the order in which a packet meets them: its sender's rules, the routes, the receiver's. */
export function stops(paths: Paths, names: PlaceNames, wanted: PacketSet): string[] {
  const outside = outsidePlaces(paths);
  const found = wanted.layers.flatMap(({ keys, rest }) => [
    ...paths.machines
      .filter(({ addresses }) => addresses.overlaps(keys))
      .map((sender) => stopOfMachines(paths, names, sender, rest)),
    ...outside
      .filter(({ addresses }) => addresses.overlaps(keys))
      .map((sender) => reached(names.nameOf(sender), deliveriesFrom(paths, sender, rest.keys))),
    ...(keys.overlaps(GLOBAL_ADDRESSES) ? stopOfInternet(paths, rest.keys) : []),
  ]);
  if (found.length > 0) return [...new Set(found)];
  return ["nothing of these stacks stands at the source: it has no public address, line or machine"];
}

function stopOfMachines(paths: Paths, names: PlaceNames, sender: MachinesPlace, wanted: Permissions): string {
  const name = names.nameOf(sender);
  const sent = paths.filters.allowed(sender.first.groups, "egress").intersect(wanted);
  if (sent.isEmpty) return `${name}: no egress rule of its security groups allows it (${groupsOf(sender)})`;
  const subnet = paths.topology.subnets.get(sender.first.subnet);
  const deliveries = subnet ? paths.routing.fromSubnet(subnet, sent.keys) : [];
  return reached(name, deliveries, subnet?.origin.address);
}

/** The internet meets public addresses alone. */
function stopOfInternet(paths: Paths, destinations: IntervalSet): string[] {
  const arriving = paths.topology.publicAddresses.flatMap(({ origin, target }) => {
    const place = paths.placeAt(target);
    if (!place) return [];
    const addresses = place.kind === "machines" ? place.addresses : place.loadBalancer.address;
    return addresses.overlaps(destinations) ? [notTakenIn("internet", origin.address)] : [];
  });
  return arriving.length > 0 ? arriving : ["internet: no public address leads there"];
}

/** Lines, tunnels and what stands behind machines, as far as anything of theirs gets in. */
function outsidePlaces({ all }: Paths): OutsidePlace[] {
  const places = all.flatMap(({ from }) => ("home" in from ? [from] : []));
  const byAddresses = new Map(places.map((place) => [`${place.key} ${formatAddresses(place.addresses)}`, place]));
  return [...byAddresses.values()];
}

function deliveriesFrom({ topology, routing }: Paths, from: OutsidePlace, destinations: IntervalSet): Delivery[] {
  if (from.kind !== "behind-machines")
    return "routes" in from.at ? routing.fromRouter(from.at, destinations) : routing.fromSubnet(from.at, destinations);
  const subnet = topology.subnets.get(from.gateway.first.subnet);
  return subnet ? routing.fromSubnet(subnet, destinations) : [];
}

function reached(name: string, deliveries: readonly Delivery[], from?: string): string {
  if (deliveries.length === 0) return `${name}: no route leads there${from === undefined ? "" : ` from ${from}`}`;
  return notTakenIn(name, deliveries[0]?.hops.at(-1)?.address);
}

function notTakenIn(name: string, by: string | undefined): string {
  return `${name}: it is sent and routed${by === undefined ? "" : ` by ${by}`}, and nothing there takes it in: no listener, no access list, no ingress rule`;
}

function groupsOf({ first }: MachinesPlace): string {
  return (first.groups ?? []).map((group) => group.slice(group.indexOf("/") + 1)).join(", ");
}
