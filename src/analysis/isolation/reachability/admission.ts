import type { IntervalSet } from "../../sets/interval-set";
import { NO_PACKETS, type PacketSet } from "../../sets/packet-set";
import { ProductSet } from "../../sets/product-set";
import { ServiceSet } from "../../sets/service-set";
import type { LoadBalancer, Topology, VpcEndpoint } from "../model/topology";
import type { Filters, Permissions } from "./filters";
import { joined, limited } from "./permissions";
import type { Place } from "./places";

/** What machines, load balancers and endpoints take in. */
export class Admission {
  private readonly admissions = new Map<LoadBalancer, Permissions>();
  private readonly ledBy = new Map<VpcEndpoint, ServiceSet>();

  constructor(
    private readonly topology: Topology,
    private readonly filters: Filters,
  ) {}

  /** What a place takes in of what arrives at it. */
  admitted(place: Place, sources: IntervalSet, arrived: Permissions): PacketSet {
    switch (place.kind) {
      case "machines": {
        const own = limited(arrived, place.addresses.union(place.first.addressPairs));
        return own.isEmpty ? NO_PACKETS : joined(this.filters.allowed(place.first.groups, "ingress"), sources, own);
      }
      case "load-balancer": {
        const own = limited(arrived, place.loadBalancer.address);
        return own.isEmpty ? NO_PACKETS : joined(this.admittedBy(place.loadBalancer), sources, own);
      }
      case "endpoint": {
        const { endpoint } = place;
        const own = limited(arrived, endpoint.address);
        return own.isEmpty ? NO_PACKETS : joined(ProductSet.of(endpoint.sources, this.led(place)), sources, own);
      }
      default:
        return NO_PACKETS;
    }
  }

  /** What the listeners of a load balancer admit together. */
  private admittedBy(loadBalancer: LoadBalancer): Permissions {
    const known = this.admissions.get(loadBalancer);
    if (known) return known;
    const made = ProductSet.union(
      loadBalancer.listeners.map(({ sources, services }) => ProductSet.of(sources, services)),
    );
    this.admissions.set(loadBalancer, made);
    return made;
  }

  /** The services of an endpoint whose listener admits it as whom it appears. */
  private led({ endpoint }: Place & { readonly kind: "endpoint" }): ServiceSet {
    const known = this.ledBy.get(endpoint);
    if (known) return known;
    const listeners = this.topology.loadBalancers.get(endpoint.loadBalancer)?.listeners ?? [];
    const admitted = ServiceSet.union(
      listeners.flatMap(({ services, sources }) => (sources.overlaps(endpoint.appearsAs) ? [services] : [])),
    );
    const made = ServiceSet.union(
      endpoint.ports.flatMap(({ services, leadsTo }) => (admitted.intersect(leadsTo).isEmpty ? [] : [services])),
    );
    this.ledBy.set(endpoint, made);
    return made;
  }
}
