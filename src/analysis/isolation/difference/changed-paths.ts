import { NO_PACKETS, productsOf } from "../../sets/packet-set";
import type { Hop, Product } from "../judgement/witness";
import { added, packetsBetween, pairOf } from "./packets-between";
import type { WitnessedPassage } from "./witnessed-passages";

/** Packets that pass between two places or pods on one side of a change alone, as a product. */
export interface ChangedPath extends Product {
  readonly from: string;
  readonly to: string;
  /** What lets them pass there, hop by hop. */
  readonly witness: readonly Hop[];
}

/** What passes on one side and not on the other. What differs by its addresses alone is told once. */
export function changedPaths(without: readonly WitnessedPassage[], having: readonly WitnessedPassage[]): ChangedPath[] {
  const more = added(packetsBetween(without), packetsBetween(having));
  const together = new Map<string, ChangedPath>();
  for (const { from, to, packets, witness: witnessOf } of having) {
    const changed = packets.intersect(more.get(pairOf({ from, to }))?.packets ?? NO_PACKETS);
    for (const product of productsOf(changed)) {
      const witness = witnessOf(product);
      const key = JSON.stringify([from, to, product.services.toString()]);
      const known = together.get(key);
      together.set(key, known ? widened(known, product, witness) : { from, to, ...product, witness });
    }
  }
  return [...together].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, path]) => path);
}

function widened(known: ChangedPath, { sources, destinations }: Product, witness: readonly Hop[]): ChangedPath {
  const shown = new Set(known.witness.map(identityOf));
  return {
    ...known,
    sources: known.sources.union(sources),
    destinations: known.destinations.union(destinations),
    witness: [...known.witness, ...witness.filter((hop) => !shown.has(identityOf(hop)))],
  };
}

function identityOf({ stack, address }: Hop): string {
  return `${stack}/${address}`;
}
