import type { Intent } from "../judgement/intent";
import { PlaceNames, podName } from "../judgement/names";
import { packets, type PacketSet } from "../../sets/packet-set";
import { IntervalSet } from "../../sets/interval-set";
import { ServiceSet } from "../../sets/service-set";
import type { Reachability } from "../isolation";
import type { Cluster } from "../kubernetes/clusters";
import { byNamespace } from "../kubernetes/pod-classes";
import type { Permissions } from "../reachability/filters";
import type { Path, Paths } from "../reachability/paths";
import type { Place } from "../reachability/places";
import { servicesOf } from "./onward";

/** What passes directly from one to the other. */
export interface MatrixCell {
  readonly from: string;
  readonly to: string;
  readonly services: ServiceSet;
}

/** What passes directly from one to the other, with its addresses. */
export interface Passage {
  readonly from: string;
  readonly to: string;
  readonly packets: PacketSet;
}

/** Zone by zone; what is no zone of ours is the internet, the cloud's own services, or `outside`: sites, lines, links. */
export function zoneMatrix(paths: Paths, intent: Intent): MatrixCell[] {
  return cells(zonePassages(paths, intent).map(cellOf));
}

/** Each path, by the zones that its packets join. */
export function zonePassages(paths: Paths, intent: Intent): Passage[] {
  const ours = IntervalSet.union(intent.zones.map(({ addresses }) => addresses));
  const zones = [...new Set(intent.zones.map(({ zone }) => zone))].map((zone) => ({
    name: zone,
    addresses: IntervalSet.union(intent.zones.filter((each) => each.zone === zone).map(({ addresses }) => addresses)),
  }));
  const parts = (addresses: IntervalSet, place: Place) => [
    ...zones.map(({ name, addresses: own }) => ({ name, addresses: own.intersect(addresses) })),
    { name: outsideName(place), addresses: addresses.subtract(ours) },
  ];
  return paths.all.flatMap((path) => {
    const sources = path.packets.keys;
    const destinations = IntervalSet.union(path.packets.layers.map(({ rest }) => rest.keys));
    return parts(sources, path.from).flatMap((from) =>
      parts(destinations, path.to).map((to) => ({
        from: from.name,
        to: to.name,
        packets: path.packets.intersect(packets(from.addresses, to.addresses, ServiceSet.ANY)),
      })),
    );
  });
}

/** Each path, by the names that its places have in the environment's file. */
export function placePassages(paths: Paths, intent: Intent): (Passage & { readonly path: Path })[] {
  const names = new PlaceNames(intent);
  return paths.all.map((path) => ({
    from: names.nameOf(path.from),
    to: names.nameOf(path.to),
    packets: path.packets,
    path,
  }));
}

/** Place by place, by the names of the environment's file; and in each cluster pods by pods. */
export function placeMatrix({ paths, clusters }: Reachability, intent: Intent): MatrixCell[] {
  return cells([...placePassages(paths, intent).map(cellOf), ...clusters.flatMap(podCells)]);
}

/** What passes by the policies alone. What leaves a cluster, and what comes in, still has to pass its nodes. */
function podCells(cluster: Cluster): MatrixCell[] {
  const outside = `outside of ${cluster.name}`;
  const { pods, filters } = cluster;
  const all = byNamespace(pods);
  return pods.flatMap((to) => [
    ...[...filters.peersOf(to, "ingress", all)]
      .filter((from) => from.origins.length > 0 || to.origins.length > 0)
      .map((from) => ({ from: podName(cluster, from), to: podName(cluster, to), services: filters.between(from, to) })),
    ...(to.origins.length > 0
      ? [
          { from: podName(cluster, to), to: outside, services: restsOf(filters.leaving(to)) },
          { from: outside, to: podName(cluster, to), services: restsOf(filters.entering(to)) },
        ]
      : []),
  ]);
}

function restsOf({ layers }: Permissions): ServiceSet {
  return layers.reduce((sum, { rest }) => sum.union(rest), ServiceSet.EMPTY);
}

function outsideName({ kind }: Place): string {
  if (kind === "internet") return "the internet";
  return kind === "cloud-services" ? "cloud services" : "outside";
}

function cellOf({ from, to, packets: passing }: Passage): MatrixCell {
  return { from, to, services: servicesOf(passing) };
}

function cells(found: readonly MatrixCell[]): MatrixCell[] {
  const together = new Map<string, MatrixCell>();
  for (const { from, to, services } of found) {
    if (services.isEmpty) continue;
    const key = `${from} | ${to}`;
    const known = together.get(key);
    together.set(key, { from, to, services: known ? known.services.union(services) : services });
  }
  return [...together.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, cell]) => cell);
}
