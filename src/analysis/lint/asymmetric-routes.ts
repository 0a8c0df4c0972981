import type { Resource } from "../../terraform/configuration";
import type { Subnet } from "../isolation/model/topology";
import type { Delivery } from "../isolation/reachability/routing";
import { formatAddresses } from "../sets/ipv4-addresses";
import { IntervalSet } from "../sets/interval-set";
import type { Remark } from "./finding";
import type { RouteTable } from "./outgoing-routes";
import type { LintSubject } from "./subject";

/** Routes, tunnels and interfaces to subnets from which no way leads back. */
export function asymmetricRoutes(subject: LintSubject, tables: readonly RouteTable[]): Remark[] {
  return [...asymmetricTables(subject, tables), ...asymmetricInterfaces(subject)];
}

/** A router that stands in a subnet needs no route to it. Its hosts need one back where another router is their gateway. */
function asymmetricInterfaces({ topology, routing }: LintSubject): Remark[] {
  const inhabited = new Set(
    [...topology.machines.values(), ...topology.loadBalancers.values()].map(({ subnet }) => subnet),
  );
  return [...topology.routers.values()].flatMap(({ interfaces }) => {
    const standing = interfaces.flatMap(({ subnet, address, origin }) => {
      const known = topology.subnets.get(subnet);
      return known && address !== undefined ? [{ subnet: known, origin, isGateway: known.gateway === address }] : [];
    });
    const home = IntervalSet.union(
      standing.filter(({ isGateway }) => isGateway).map(({ subnet: { addresses } }) => addresses),
    );
    return standing.flatMap(({ subnet, origin, isGateway }) => {
      if (isGateway || home.isEmpty || !inhabited.has(subnet.key)) return [];
      const back = routing.fromSubnet(subnet, home).some(({ arrival }) => arrival.kind !== "internet");
      return back ? [] : [remark(home, origin, [subnet])];
    });
  });
}

function asymmetricTables(subject: LintSubject, tables: readonly RouteTable[]): Remark[] {
  return tables.flatMap((table) => {
    const ways = new Map<Subnet, boolean>();
    const hasWayBack = (subnet: Subnet): boolean => {
      const known = ways.get(subnet) ?? leadsBack(subject, table, subnet);
      ways.set(subnet, known);
      return known;
    };
    const standing = new Set(table.subnets);
    return origins(table)
      .filter(({ origin }) => subject.isUnderstood(origin))
      .flatMap(({ origin, isDefault }) => {
        const reached = new Set(
          (table.deliveries.get(origin) ?? []).flatMap((delivery) => subnetsOf(subject, delivery, isDefault)),
        );
        const without = [...reached].filter((subnet) => !standing.has(subnet) && !hasWayBack(subnet));
        return without.length === 0 ? [] : [remark(table.own, origin, without)];
      });
  });
}

/** The default route of a router's external gateway is the router itself, and no network of ours is behind it. */
function origins({ origin, routes, tunnels }: RouteTable) {
  return [
    ...routes
      .filter((route) => route.origin !== origin && route.hop.kind !== "internet")
      .map((route) => ({ origin: route.origin, isDefault: route.prefixLength === 0 })),
    ...tunnels.map((tunnel) => ({ origin: tunnel.origin, isDefault: false })),
  ];
}

/** What stands behind a line is found by its addresses; a default route over one names none. */
function subnetsOf(
  { topology, subnets }: LintSubject,
  { arrival, destinations }: Delivery,
  isDefault: boolean,
): Subnet[] {
  switch (arrival.kind) {
    case "subnet": {
      const subnet = topology.subnets.get(arrival.subnet);
      return subnet ? [subnet] : [];
    }
    case "internet":
      return [];
    default:
      return isDefault ? [] : [...subnets.overlapping(destinations)];
  }
}

/**
 * Whether a host of the subnet can answer anybody who stands where the route does. Whoever stands in a network that both sides
 * share needs no route, so that network tells nothing.
 */
function leadsBack(subject: LintSubject, { own }: RouteTable, subnet: Subnet): boolean {
  const { routing } = subject;
  const senders = own.subtract(subnet.addresses).subtract(subject.addressesAround(subnet.key));
  return senders.isEmpty || routing.fromSubnet(subnet, senders).some(({ arrival }) => arrival.kind !== "internet");
}

function remark(own: IntervalSet, origin: Resource, without: readonly Subnet[]): Remark {
  const blocks = formatAddresses(IntervalSet.union(without.map(({ addresses }) => addresses)));
  const [first] = without;
  return {
    origin,
    sentence: `it leads to ${blocks}, from where no route leads back to ${formatAddresses(own)}`,
    ...(first && { because: first.origin }),
  };
}
