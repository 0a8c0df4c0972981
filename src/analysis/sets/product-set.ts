import type { CanonicalSet } from "./canonical-set";
import { IntervalSet } from "./interval-set";

/** The pairs of a set of numbers and what each of these numbers goes with. */
interface Layer<Rest> {
  readonly keys: IntervalSet;
  readonly rest: Rest;
}

/**
 * A set of pairs: a number, and a member of another set. Kept as layers whose numbers are disjoint and whose rests all differ,
 * in the order of their smallest number, which makes the form canonical. Sets of more than two dimensions are products of
 * products.
 */
export class ProductSet<Rest extends CanonicalSet<Rest>> implements CanonicalSet<ProductSet<Rest>> {
  private constructor(readonly layers: readonly Layer<Rest>[]) {}

  static empty<Rest extends CanonicalSet<Rest>>(): ProductSet<Rest> {
    return new ProductSet<Rest>([]);
  }

  /** Every pair of a number and a member of `rest`. */
  static of<Rest extends CanonicalSet<Rest>>(keys: IntervalSet, rest: Rest): ProductSet<Rest> {
    return new ProductSet(keys.isEmpty || rest.isEmpty ? [] : [{ keys, rest }]);
  }

  get isEmpty(): boolean {
    return this.layers.length === 0;
  }

  /** The numbers that go with anything at all. */
  get keys(): IntervalSet {
    return IntervalSet.union(this.layers.map(({ keys }) => keys));
  }

  union(other: ProductSet<Rest>): ProductSet<Rest> {
    if (this.isEmpty) return other;
    if (other.isEmpty) return this;
    const otherKeys = other.keys;
    const ownKeys = this.keys;
    return ProductSet.canonical([
      ...this.layers.map(({ keys, rest }) => ({ keys: keys.subtract(otherKeys), rest })),
      ...other.layers.map(({ keys, rest }) => ({ keys: keys.subtract(ownKeys), rest })),
      ...this.pairs(other, (left, right) => left.union(right)),
    ]);
  }

  intersect(other: ProductSet<Rest>): ProductSet<Rest> {
    return ProductSet.canonical(this.pairs(other, (left, right) => left.intersect(right)));
  }

  subtract(other: ProductSet<Rest>): ProductSet<Rest> {
    if (this.isEmpty || other.isEmpty) return this;
    const otherKeys = other.keys;
    return ProductSet.canonical([
      ...this.layers.map(({ keys, rest }) => ({ keys: keys.subtract(otherKeys), rest })),
      ...this.pairs(other, (left, right) => left.subtract(right)),
    ]);
  }

  equals(other: ProductSet<Rest>): boolean {
    return (
      this.layers.length === other.layers.length &&
      this.layers.every(({ keys, rest }, index) => {
        const layer = other.layers[index];
        return layer !== undefined && keys.equals(layer.keys) && rest.equals(layer.rest);
      })
    );
  }

  private pairs(other: ProductSet<Rest>, combine: (left: Rest, right: Rest) => Rest): Layer<Rest>[] {
    return this.layers.flatMap((left) =>
      other.layers.flatMap((right) => {
        const keys = left.keys.intersect(right.keys);
        return keys.isEmpty ? [] : [{ keys, rest: combine(left.rest, right.rest) }];
      }),
    );
  }

  /** @param layers whose numbers are disjoint */
  private static canonical<Rest extends CanonicalSet<Rest>>(layers: readonly Layer<Rest>[]): ProductSet<Rest> {
    const merged: Layer<Rest>[] = [];
    for (const layer of layers) {
      if (layer.keys.isEmpty || layer.rest.isEmpty) continue;
      const same = merged.findIndex(({ rest }) => rest.equals(layer.rest));
      const found = merged[same];
      if (found) merged[same] = { keys: found.keys.union(layer.keys), rest: found.rest };
      else merged.push(layer);
    }
    return new ProductSet(merged.sort((left, right) => (left.keys.first ?? 0) - (right.keys.first ?? 0)));
  }
}
