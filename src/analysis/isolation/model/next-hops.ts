import { addTo } from "../../collections";
import type { Key, Machine, Route, Subnet, Topology, TopologyDraft } from "./topology";

/**
 * Lets routes whose next hop is a machine's address lead to that machine, as those do that name one. Where several machines
 * bear the address, such as a virtual one, there is a route for each. A router's own address stays one.
 */
export function resolveNextHops(draft: TopologyDraft): void {
  const holders = new Holders(draft);
  for (const { routes, interfaces } of draft.routers.values()) {
    const subnets = interfaces.flatMap(({ subnet }) => draft.subnets.get(subnet) ?? []);
    replace(routes, (route) => holders.resolve(route, subnets));
  }
  for (const subnet of draft.subnets.values()) replace(subnet.hostRoutes, (route) => holders.resolve(route, [subnet]));
}

/** The routes that lead to machines, by machine. */
export function forwardingMachines({ routers, subnets }: Topology): Map<Key, Route[]> {
  const forwarding = new Map<Key, Route[]>();
  const tables = [
    ...[...routers.values()].map(({ routes }) => routes),
    ...[...subnets.values()].map(({ hostRoutes }) => hostRoutes),
  ];
  for (const route of tables.flat()) {
    if (route.hop.kind !== "machine") continue;
    addTo(forwarding, route.hop.machine, route);
  }
  return forwarding;
}

/** Who bears which address in which subnet. */
class Holders {
  private readonly routers = new Set<string>();
  private readonly machines = new Map<string, Machine[]>();
  private readonly withPairs = new Map<Key, Machine[]>();

  constructor({ routers, machines }: TopologyDraft) {
    for (const { interfaces } of routers.values()) {
      for (const { subnet, address } of interfaces) if (address !== undefined) this.routers.add(place(address, subnet));
    }
    for (const machine of machines.values()) {
      const { subnet, addresses, addressPairs } = machine;
      // One of several addresses may be another machine's.
      if (addresses.size === 1) addTo(this.machines, place(addresses.first ?? 0, subnet), machine);
      if (!addressPairs.isEmpty) addTo(this.withPairs, subnet, machine);
    }
  }

  resolve(route: Route, subnets: readonly Subnet[]): Route[] {
    const { hop } = route;
    if (hop.kind !== "address") return [route];
    const here = subnets.filter(({ addresses }) => addresses.has(hop.address)).map(({ key }) => key);
    if (here.some((subnet) => this.routers.has(place(hop.address, subnet)))) return [route];
    const own = here.flatMap((subnet) => this.machines.get(place(hop.address, subnet)) ?? []);
    const found =
      own.length > 0
        ? own
        : here.flatMap((subnet) =>
            (this.withPairs.get(subnet) ?? []).filter(({ addressPairs }) => addressPairs.has(hop.address)),
          );
    if (found.length === 0) return [route];
    return found.map(({ key }) => ({ ...route, hop: { kind: "machine", machine: key } }));
  }
}

function place(address: number, subnet: Key): string {
  return `${address} ${subnet}`;
}

function replace<Value>(values: Value[], by: (value: Value) => Value[]): void {
  const replaced = values.flatMap(by);
  values.length = 0;
  for (const value of replaced) values.push(value);
}
