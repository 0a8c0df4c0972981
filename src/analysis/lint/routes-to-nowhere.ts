import type { Route } from "../isolation/model/topology";
import { GLOBAL_ADDRESSES } from "../isolation/reachability/places";
import type { Delivery } from "../isolation/reachability/routing";
import { ANY_ADDRESS, formatAddresses } from "../sets/ipv4-addresses";
import { IntervalSet } from "../sets/interval-set";
import type { Remark } from "./finding";
import type { RouteTable } from "./outgoing-routes";
import type { LintSubject } from "./subject";

/** Routes whose next hop stands in no subnet of theirs, or whose destination nothing has. */
export function routesToNowhere(subject: LintSubject, tables: readonly RouteTable[]): Remark[] {
  const existing = existingAddresses(subject);
  return tables.flatMap((table) =>
    table.routes
      .filter(({ origin }) => origin !== table.origin && subject.isUnderstood(origin))
      .flatMap((route) => {
        const sentence = hopNowhere(subject, table, route) ?? destinationNowhere(table, route, existing);
        return sentence === undefined ? [] : [{ origin: route.origin, sentence }];
      }),
  );
}

function hopNowhere({ topology }: LintSubject, { own, subnets }: RouteTable, { hop }: Route): string | undefined {
  switch (hop.kind) {
    case "address":
      return own.has(hop.address)
        ? undefined
        : `its next hop ${formatAddresses(IntervalSet.of(hop.address))} stands in no subnet of where the route stands`;
    case "machine": {
      const machine = topology.machines.get(hop.machine);
      return machine && subnets.some(({ key }) => key === machine.subnet)
        ? undefined
        : `its next hop ${hop.machine} stands in no subnet of where the route stands`;
    }
    default:
      return undefined;
  }
}

function destinationNowhere(table: RouteTable, route: Route, existing: IntervalSet): string | undefined {
  const { destination, origin } = route;
  const deliveries = table.deliveries.get(origin) ?? [];
  if (deliveries.some((delivery) => arrives(delivery, existing))) return undefined;
  // What longer prefixes take away is not the route's to deliver.
  if (deliveries.length === 0 && leftFor(table, route).isEmpty) return undefined;
  return `it leads to ${formatAddresses(destination)}, which nothing has there`;
}

function arrives({ arrival, destinations }: Delivery, existing: IntervalSet): boolean {
  switch (arrival.kind) {
    case "subnet":
      return true;
    case "internet":
      return destinations.overlaps(GLOBAL_ADDRESSES);
    default:
      return destinations.overlaps(existing);
  }
}

function leftFor({ routes, own }: RouteTable, { destination, prefixLength }: Route): IntervalSet {
  const longer = routes.filter((other) => other.prefixLength > prefixLength);
  return destination.subtract(own).subtract(IntervalSet.union(longer.map((other) => other.destination)));
}

/** What is known to exist somewhere: the subnets, the far ends of tunnels, and every end that was declared. */
function existingAddresses({ topology, intent }: LintSubject): IntervalSet {
  const ends = intent.connections.flatMap(({ from, to }) => [from.addresses, to.addresses]);
  return IntervalSet.union([
    ...[...topology.subnets.values()].map(({ addresses }) => addresses),
    ...[...topology.routers.values()].flatMap(({ tunnels }) => tunnels.map(({ remote }) => remote)),
    ...intent.zones.map(({ addresses }) => addresses),
    // An end that is anybody tells of no network of ours.
    ...ends.map((addresses) => (addresses.equals(ANY_ADDRESS) ? GLOBAL_ADDRESSES : addresses)),
  ]);
}
