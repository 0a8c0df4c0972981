import type { Resource } from "../../../terraform/configuration";
import { addTo } from "../../collections";
import { IntervalSet } from "../../sets/interval-set";
import { addressesOf, ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { forwardingMachines } from "../model/next-hops";
import type { Key, LoadBalancer, Machine, Router, Subnet, Topology, VpcEndpoint } from "../model/topology";
import { readRelay, type Relay } from "../relays/relay";

/** Where connections start and end. */
export type Place =
  | MachinesPlace
  | { readonly kind: "load-balancer"; readonly key: Key; readonly loadBalancer: LoadBalancer }
  | { readonly kind: "endpoint"; readonly key: Key; readonly endpoint: VpcEndpoint }
  | { readonly kind: "internet"; readonly key: Key }
  /** Metadata, names and time that the cloud itself serves. */
  | { readonly kind: "cloud-services"; readonly key: Key }
  /**
   * What stands behind the dedicated lines and links of one router, or behind its IPsec tunnels; behind a router that is not of
   * these stacks and that only the hosts of one subnet know.
   */
  | {
      readonly kind: "lines" | "tunnels";
      readonly key: Key;
      readonly at: Router | Subnet;
      /** The subnet, or those whose hosts have the router as their gateway: its zone. */
      readonly home: IntervalSet;
      readonly addresses: IntervalSet;
    }
  /** What stands behind a machine that forwards, such as a VPN gateway. */
  | {
      readonly kind: "behind-machines";
      readonly key: Key;
      readonly gateway: MachinesPlace;
      /** The subnet in which it stands. */
      readonly home: IntervalSet;
      readonly addresses: IntervalSet;
    };

/** Machines that no rule, route or listener tells from each other. */
export interface MachinesPlace {
  readonly kind: "machines";
  readonly key: Key;
  readonly machines: readonly Machine[];
  readonly first: Machine;
  readonly addresses: IntervalSet;
  /** Public addresses that lead to them. */
  readonly publicBy: readonly Resource[];
  readonly relay: Relay | undefined;
}

/** Addresses that the internet does not route (IANA's special-purpose registry): private, shared, local, multicast. */
const NOT_GLOBAL = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
];

export const GLOBAL_ADDRESSES = ANY_ADDRESS.subtract(IntervalSet.union(NOT_GLOBAL.map(addressesOf)));

/** Both clouds serve metadata at the link-local address, and names and time in the shared address space (RFC 6598). */
export const CLOUD_SERVICE_ADDRESSES = addressesOf("169.254.169.254").union(addressesOf("100.64.0.0/10"));

export const INTERNET: Place = { kind: "internet", key: "internet" };
export const CLOUD_SERVICES: Place = { kind: "cloud-services", key: "cloud services" };

/** Puts machines into classes. */
export function machinesPlaces(topology: Topology): MachinesPlace[] {
  const publicBy = new Map<Key, Resource[]>();
  for (const { origin, target } of topology.publicAddresses) addTo(publicBy, target, origin);
  const forwarding = forwardingMachines(topology);
  const classes = new Map<string, Machine[]>();
  for (const machine of topology.machines.values()) {
    const relay = readRelay(machine, topology.machines);
    const key = JSON.stringify([
      machine.subnet,
      machine.groups ?? null,
      publicBy.has(machine.key),
      relay?.identity ?? "",
      [...machine.addressPairs.intervals()],
      machine.sendsAsAnyone ?? false,
      forwarding.has(machine.key),
    ]);
    addTo(classes, key, machine);
  }
  return [...classes.values()].flatMap((machines) => {
    const [first] = machines;
    if (!first) return [];
    return [
      {
        kind: "machines" as const,
        key: first.key,
        machines,
        first,
        addresses: IntervalSet.union(machines.map(({ addresses }) => addresses)),
        publicBy: machines.flatMap(({ key }) => publicBy.get(key) ?? []),
        relay: readRelay(first, topology.machines),
      },
    ];
  });
}
