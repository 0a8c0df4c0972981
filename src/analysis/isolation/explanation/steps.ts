import { productsOf } from "../../sets/packet-set";
import type { ServiceSet } from "../../sets/service-set";
import type { Intent } from "../judgement/intent";
import { PlaceNames } from "../judgement/names";
import { witnessOf, type Hop } from "../judgement/witness";
import type { Path, Paths } from "../reachability/paths";

/** A step of a way: one path, and what lets its packets pass. */
export interface Step {
  readonly from: string;
  readonly to: string;
  readonly services: ServiceSet;
  readonly witness: readonly Hop[];
}

/** The first product of a path's packets with its witness; nothing when no packets pass. */
export function stepOf(paths: Paths, intent: Intent, path: Path, names = new PlaceNames(intent)): Step[] {
  return productsOf(path.packets)
    .slice(0, 1)
    .map((product) => ({
      from: names.nameOf(path.from),
      to: names.nameOf(path.to),
      services: product.services,
      witness: witnessOf(paths, intent, path, product),
    }));
}
