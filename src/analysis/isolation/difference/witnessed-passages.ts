import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { packets } from "../../sets/packet-set";
import { ProductSet } from "../../sets/product-set";
import { outsideOfCluster, placePassages, type Passage } from "../explanation/matrix";
import { podName } from "../judgement/names";
import { outsideWitness, podWitness } from "../judgement/pod-witness";
import { witnessOf, type Hop, type Product } from "../judgement/witness";
import type { Cluster } from "../kubernetes/clusters";
import { byNamespace } from "../kubernetes/pod-classes";
import type { AnalysedSide } from "./analysed-side";

/** What passes between two ends, and what lets a part of it pass. */
export interface WitnessedPassage extends Passage {
  readonly witness: (part: Product) => Hop[];
}

type Side = Pick<AnalysedSide, "paths" | "clusters" | "intent">;

/** What passes between places of the networks, between pods, and between pods and addresses outside of their cluster. */
export function witnessedPassages({ paths, clusters, intent }: Side): WitnessedPassage[] {
  return [
    ...placePassages(paths, intent).map(({ path, ...passage }) => ({
      ...passage,
      witness: (part: Product) => witnessOf(paths, intent, path, part),
    })),
    ...clusters.flatMap((cluster) => [...betweenPods(cluster, intent), ...outsideOf(cluster, intent)]),
  ];
}

/** A policy knows no addresses of pods, so any address stands for theirs. */
function betweenPods(cluster: Cluster, intent: Side["intent"]): WitnessedPassage[] {
  const { pods, filters } = cluster;
  const all = byNamespace(pods);
  return pods.flatMap((to) =>
    [...filters.peersOf(to, "ingress", all)]
      // What other programs put there is theirs.
      .filter((from) => from.origins.length > 0 || to.origins.length > 0)
      .map((from) => ({
        from: podName(cluster, from),
        to: podName(cluster, to),
        packets: packets(ANY_ADDRESS, ANY_ADDRESS, filters.between(from, to)),
        witness: ({ services }: Product) => podWitness(cluster, intent, from, to, services),
      })),
  );
}

function outsideOf(cluster: Cluster, intent: Side["intent"]): WitnessedPassage[] {
  const { pods, filters } = cluster;
  const outside = outsideOfCluster(cluster);
  return pods
    .filter(({ origins }) => origins.length > 0)
    .flatMap((each) => [
      {
        from: podName(cluster, each),
        to: outside,
        packets: ProductSet.of(ANY_ADDRESS, filters.leaving(each)),
        witness: ({ destinations, services }: Product) =>
          outsideWitness(cluster, intent, "egress", each, destinations, services),
      },
      ...filters.entering(each).layers.map(({ keys, rest }) => ({
        from: outside,
        to: podName(cluster, each),
        packets: packets(keys, ANY_ADDRESS, rest),
        witness: ({ sources, services }: Product) =>
          outsideWitness(cluster, intent, "ingress", each, sources, services),
      })),
    ]);
}
