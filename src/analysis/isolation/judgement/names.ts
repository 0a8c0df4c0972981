import type { IntervalSet } from "../../sets/interval-set";
import type { Cluster } from "../kubernetes/clusters";
import type { Pods } from "../kubernetes/pod-classes";
import type { Place } from "../reachability/places";
import type { Intent } from "./intent";

/** Names places as the environment's file does: `chutian medical/worker`, `tianyi load-balancer/exchange`. */
export class PlaceNames {
  private readonly named: readonly { readonly name: string; readonly addresses: IntervalSet }[];

  constructor(private readonly intent: Intent) {
    const seen = new Map<string, { name: string; addresses: IntervalSet }>();
    for (const { cloud, from, to } of intent.connections) {
      for (const { name, addresses } of [from, to]) {
        if (name.startsWith("outside/")) continue;
        const full = `${cloud} ${name}`;
        seen.set(full, { name: full, addresses: (seen.get(full)?.addresses ?? addresses).union(addresses) });
      }
    }
    this.named = [...seen.values()].sort((left, right) => left.addresses.size - right.addresses.size);
  }

  nameOf(place: Place): string {
    switch (place.kind) {
      case "internet":
      case "cloud-services":
        return place.key;
      case "machines":
        return this.nameOfAddresses(place.addresses) ?? place.first.origin.address;
      case "load-balancer":
        return this.nameOfAddresses(place.loadBalancer.address) ?? place.loadBalancer.origin.address;
      case "endpoint":
        return `endpoint ${place.endpoint.origin.address} in ${this.zoneOf(place.endpoint.address) ?? "no zone"}`;
      case "lines":
      case "tunnels": {
        const zone = this.intent.zones.find(({ addresses }) => addresses.overlaps(place.home));
        return `${place.kind} of ${zone ? `${zone.cloud} ${zone.zone}` : place.at.origin.address}`;
      }
      case "behind-machines":
        return `what stands behind ${this.nameOf(place.gateway)}`;
    }
  }

  /** `medical`, where all of the addresses lie in zones of one name. */
  zoneOf(addresses: IntervalSet): string | undefined {
    const zones = this.intent.zones.filter((zone) => zone.addresses.overlaps(addresses));
    const [first] = zones;
    return first && zones.every(({ zone }) => zone === first.zone) ? first.zone : undefined;
  }

  /** The zone to which what stands outside belongs: `medical` behind that zone's lines, whatever its addresses. */
  homeOf(place: Place): string | undefined {
    return "home" in place ? this.zoneOf(place.home) : undefined;
  }

  /** `chutian medical/worker`, where all of the addresses are of one such name. */
  nameOfAddresses(addresses: IntervalSet): string | undefined {
    return this.named.find((each) => each.addresses.contains(addresses))?.name;
  }
}

/** `medical-chutian/vendor-02/appointment-pool`; `medical-chutian/monitoring/*` for any pod of a namespace. */
export function podName({ name }: Pick<Cluster, "name">, pods: Pick<Pods, "name">): string {
  return `${name}/${pods.name}`;
}
