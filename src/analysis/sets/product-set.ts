import type { CanonicalSet } from "./canonical-set";
import { fingerprintOf } from "./fingerprint";
import { IntervalSet } from "./interval-set";
import { sweep } from "./sweep";

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
  #fingerprint: number | undefined;

  private constructor(readonly layers: readonly Layer<Rest>[]) {}

  static empty<Rest extends CanonicalSet<Rest>>(): ProductSet<Rest> {
    return new ProductSet<Rest>([]);
  }

  /** Every pair of a number and a member of `rest`. */
  static of<Rest extends CanonicalSet<Rest>>(keys: IntervalSet, rest: Rest): ProductSet<Rest> {
    return new ProductSet(keys.isEmpty || rest.isEmpty ? [] : [{ keys, rest }]);
  }

  /** All of them together: half and half, so that no large set is joined with each small one. */
  static union<Rest extends CanonicalSet<Rest>>(sets: readonly ProductSet<Rest>[]): ProductSet<Rest> {
    const [first, second] = sets;
    if (!first) return ProductSet.empty();
    if (!second) return first;
    const middle = sets.length >> 1;
    return ProductSet.union(sets.slice(0, middle)).union(ProductSet.union(sets.slice(middle)));
  }

  get isEmpty(): boolean {
    return this.layers.length === 0;
  }

  get fingerprint(): number {
    return (this.#fingerprint ??= fingerprintOf(
      this.layers.flatMap(({ keys, rest }) => [keys.fingerprint, rest.fingerprint]),
    ));
  }

  /** The numbers that go with anything at all. */
  get keys(): IntervalSet {
    return IntervalSet.union(this.layers.map(({ keys }) => keys));
  }

  union(other: ProductSet<Rest>): ProductSet<Rest> {
    if (this.isEmpty || other === this) return other;
    if (other.isEmpty) return this;
    const { left, right, both } = this.split(other);
    return ProductSet.canonical([
      ...alone(left),
      ...alone(right),
      ...both.map(({ keys, left: { rest }, right: { rest: added } }) => ({ keys, rest: rest.union(added) })),
    ]);
  }

  intersect(other: ProductSet<Rest>): ProductSet<Rest> {
    if (other === this) return this;
    return ProductSet.canonical(
      this.split(other).both.map(({ keys, left, right }) => ({ keys, rest: left.rest.intersect(right.rest) })),
    );
  }

  subtract(other: ProductSet<Rest>): ProductSet<Rest> {
    if (this.isEmpty || other.isEmpty) return this;
    if (other === this) return ProductSet.empty();
    const { left, both } = this.split(other);
    return ProductSet.canonical([
      ...alone(left),
      ...both.map(({ keys, left: { rest }, right: { rest: taken } }) => ({ keys, rest: rest.subtract(taken) })),
    ]);
  }

  equals(other: ProductSet<Rest>): boolean {
    return (
      other === this ||
      (this.layers.length === other.layers.length &&
        this.layers.every(({ keys, rest }, index) => {
          const layer = other.layers[index];
          return layer !== undefined && keys.equals(layer.keys) && rest.equals(layer.rest);
        }))
    );
  }

  private split(other: ProductSet<Rest>) {
    return sweep(this.layers, other.layers, ({ keys }) => keys);
  }

  /** @param layers whose numbers are disjoint */
  private static canonical<Rest extends CanonicalSet<Rest>>(layers: readonly Layer<Rest>[]): ProductSet<Rest> {
    const alike = new Map<number, { readonly rest: Rest; readonly keys: IntervalSet[] }[]>();
    for (const { keys, rest } of layers) {
      if (keys.isEmpty || rest.isEmpty) continue;
      const candidates = alike.get(rest.fingerprint);
      if (!candidates) {
        alike.set(rest.fingerprint, [{ rest, keys: [keys] }]);
        continue;
      }
      const same = candidates.find((each) => each.rest.equals(rest));
      if (same) same.keys.push(keys);
      else candidates.push({ rest, keys: [keys] });
    }
    const merged = [...alike.values()].flat().map(({ rest, keys }) => ({ keys: IntervalSet.union(keys), rest }));
    return new ProductSet(merged.sort((left, right) => (left.keys.first ?? 0) - (right.keys.first ?? 0)));
  }
}

function alone<Rest>(parts: readonly { readonly keys: IntervalSet; readonly of: Layer<Rest> }[]): Layer<Rest>[] {
  return parts.map(({ keys, of: { rest } }) => ({ keys, rest }));
}
