import type { IntendedConnection, Intent } from "../../src/analysis/isolation/judgement/intent";
import { addTo } from "../../src/analysis/collections";
import { addressesOf } from "../../src/analysis/sets/ipv4-addresses";
import { ServiceSet } from "../../src/analysis/sets/service-set";
import type { StackFile } from "../../src/terraform/configuration";
import { ctyunNetwork } from "./wide-ctyun";
import { openstackNetwork } from "./wide-openstack";

/** Services that share a subnet. */
const SERVICES_OF_SUBNET = 8;

/** A service with machines, a security group and a listener of its own, and a site that asks it alone. */
export interface WideService {
  readonly name: string;
  /** Which of the subnets it stands in; each has a load balancer. */
  readonly subnet: number;
  readonly machines: readonly [address: string, address: string];
  /** Where its load balancer listens for it. */
  readonly port: number;
  readonly site: string;
  /** The service that it asks. */
  readonly asks: number;
  /** Whom its listener admits: its site, and the machines that ask it. */
  readonly clients: readonly string[];
}

/** A network of one cloud. */
export interface WideNetwork {
  readonly services: readonly WideService[];
  /** Blocks of the subnets, in their order. */
  readonly subnets: readonly string[];
  /** Addresses of the load balancers, in the order of their subnets. */
  readonly loadBalancers: readonly string[];
}

/** Where machines take connections in. */
export const MACHINE_PORT = 8080;

/**
 * Networks that are laid out otherwise than this project's: not a security group, a subnet and a route for many, but for each
 * service. In both clouds so many services each.
 */
export function wideNetworks(services: number): { readonly files: StackFile[]; readonly intent: Intent } {
  const [left, right] = [network(services, 16, 128), network(services, 64, 192)];
  return {
    files: [
      { name: "openstack", terraform: openstackNetwork(left) },
      { name: "ctyun", terraform: ctyunNetwork(right) },
    ],
    intent: {
      zones: [],
      separated: [],
      sourceOf: () => undefined,
      connections: [...connectionsOf(left, "openstack"), ...connectionsOf(right, "ctyun")],
    },
  };
}

function network(count: number, ownOctet: number, siteOctet: number): WideNetwork {
  const block = (octet: number, index: number) => `10.${octet + (index >> 8)}.${index & 255}`;
  const subnets = Math.ceil(count / SERVICES_OF_SUBNET);
  const machinesOf = (index: number) => {
    const host = 10 + (index % SERVICES_OF_SUBNET) * 2;
    const subnet = block(ownOctet, Math.floor(index / SERVICES_OF_SUBNET));
    return [`${subnet}.${host}`, `${subnet}.${host + 1}`] as const;
  };
  const clients = new Map<number, string[]>();
  for (let index = 0; index < count; index += 1) {
    for (const machine of machinesOf(index)) addTo(clients, askedBy(index, count), `${machine}/32`);
  }
  return {
    subnets: Array.from({ length: subnets }, (_, index) => `${block(ownOctet, index)}.0/24`),
    loadBalancers: Array.from({ length: subnets }, (_, index) => `${block(ownOctet, index)}.200`),
    services: Array.from({ length: count }, (_, index) => {
      const site = `${block(siteOctet, index)}.0/24`;
      return {
        name: `service-${index}`,
        subnet: Math.floor(index / SERVICES_OF_SUBNET),
        machines: machinesOf(index),
        port: 1024 + index,
        site,
        asks: askedBy(index, count),
        clients: [site, ...(clients.get(index) ?? [])],
      };
    }),
  };
}

/** The service that one asks. */
function askedBy(index: number, count: number): number {
  return (index * 7 + 1) % count;
}

function connectionsOf({ services, subnets, loadBalancers }: WideNetwork, cloud: string): IntendedConnection[] {
  const connection = (from: readonly string[], to: readonly string[], port: number): IntendedConnection => ({
    cloud,
    why: "",
    source: "",
    from: end(from),
    to: end(to),
    services: ServiceSet.parse(`tcp/${port}`),
  });
  return services.flatMap(({ subnet, machines, port, site, asks }) => {
    const asked = services[asks];
    return [
      connection([subnets[subnet] ?? ""], machines, MACHINE_PORT),
      connection([site], [loadBalancers[subnet] ?? ""], port),
      ...(asked ? [connection(machines, [loadBalancers[asked.subnet] ?? ""], asked.port)] : []),
    ];
  });
}

function end(blocks: readonly string[]): IntendedConnection["from"] {
  const [first = "", ...others] = blocks;
  return {
    name: first,
    addresses: others.reduce((sum, block) => sum.union(addressesOf(block)), addressesOf(first)),
  };
}
