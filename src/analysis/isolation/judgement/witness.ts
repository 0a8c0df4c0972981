import type { Resource } from "../../../terraform/configuration";
import { formatAddresses } from "../../sets/ipv4-addresses";
import type { IntervalSet } from "../../sets/interval-set";
import type { ServiceSet } from "../../sets/service-set";
import type { SecurityRule } from "../model/topology";
import type { Path, Paths } from "../reachability/paths";
import type { MachinesPlace, Place } from "../reachability/places";
import type { Intent } from "./intent";

/** One thing that lets packets go on, with the line of the environment's file that asked for it. */
export interface Hop {
  readonly stack: string;
  readonly address: string;
  readonly what: string;
  /** `file:line:column`. */
  readonly source: string | undefined;
}

/** Packets that pass, as a product. */
export interface Product {
  readonly sources: IntervalSet;
  readonly destinations: IntervalSet;
  readonly services: ServiceSet;
}

/** How many rules of one group a witness names: the others open the same. */
const MOST_RULES = 3;

/** What lets packets pass on a path, hop by hop. */
export function witnessOf(paths: Paths, intent: Intent, { from, to, hops }: Path, product: Product): Hop[] {
  const { sources, destinations, services } = product;
  const hop = ({ stack, address }: Resource, what: string): Hop => ({
    stack,
    address,
    what,
    source: intent.sourceOf(stack, address),
  });
  const rules = (place: MachinesPlace, direction: SecurityRule["direction"], peers: IntervalSet): Hop[] => {
    const { groups, origin } = place.first;
    if (!groups) return [hop(origin, `no security group judges its ${direction}`)];
    return paths.filters
      .rulesFor(groups, direction, peers, services)
      .slice(0, MOST_RULES)
      .map((rule) => hop(rule.origin, `allows ${direction} of ${rule.services.toString()}`));
  };
  const left = from.kind === "machines" ? rules(from, "egress", destinations) : [];
  const gateway = from.kind === "behind-machines" ? rules(from.gateway, "egress", destinations) : [];
  return [
    ...left,
    ...gateway,
    ...hops.map((resource) => hop(resource, "leads there")),
    ...arrival(to, product, hop),
    ...(to.kind === "machines" ? rules(to, "ingress", sources) : []),
    ...(to.kind === "behind-machines" ? rules(to.gateway, "ingress", sources) : []),
  ];
}

function arrival(to: Place, { sources, services }: Product, hop: (resource: Resource, what: string) => Hop): Hop[] {
  if (to.kind === "endpoint") return [hop(to.endpoint.origin, "leads to the load balancer")];
  if (to.kind !== "load-balancer") return [];
  return to.loadBalancer.listeners
    .filter((listener) => listener.sources.overlaps(sources) && !listener.services.intersect(services).isEmpty)
    .flatMap(({ origin, accessList, sources: admitted, services: listening }) => {
      const list = hop(accessList, `admits ${formatAddresses(admitted)}`);
      return accessList === origin ? [list] : [hop(origin, `listens on ${listening.toString()}`), list];
    });
}
