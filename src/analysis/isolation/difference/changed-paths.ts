import { NO_PACKETS, productsOf } from "../../sets/packet-set";
import { placePassages } from "../explanation/matrix";
import { witnessOf, type Hop, type Product } from "../judgement/witness";
import type { AnalysedSide } from "./analysed-side";
import { added, packetsBetween, pairOf } from "./packets-between";

type Side = Pick<AnalysedSide, "paths" | "intent">;

/** Packets that pass between two places on one side of a change alone, as a product. */
export interface ChangedPath extends Product {
  readonly from: string;
  readonly to: string;
  /** What lets them pass there, hop by hop. */
  readonly witness: readonly Hop[];
}

/** What passes on one side and not on the other. What differs by its addresses alone is told once. */
export function changedPaths(without: Side, having: Side): ChangedPath[] {
  const passages = placePassages(having.paths, having.intent);
  const more = added(packetsBetween(placePassages(without.paths, without.intent)), packetsBetween(passages));
  const together = new Map<string, ChangedPath>();
  for (const { from, to, path } of passages) {
    const changed = path.packets.intersect(more.get(pairOf({ from, to }))?.packets ?? NO_PACKETS);
    for (const product of productsOf(changed)) {
      const witness = witnessOf(having.paths, having.intent, path, product);
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
