import type { CanonicalSet } from "./canonical-set";
import { fingerprintOf } from "./fingerprint";

/**
 * A set of whole numbers as closed intervals: ascending, and never two that overlap or touch.
 */
export class IntervalSet implements CanonicalSet<IntervalSet> {
  static readonly EMPTY = new IntervalSet([]);

  #fingerprint: number | undefined;

  /** @param bounds first and last number of each interval in turn, in canonical form */
  private constructor(private readonly bounds: readonly number[]) {}

  /** The numbers from `first` to `last`, both included; empty when `last` is the smaller one. */
  static of(first: number, last: number = first): IntervalSet {
    return first > last ? IntervalSet.EMPTY : new IntervalSet([first, last]);
  }

  /** All of them together. */
  static union(sets: readonly IntervalSet[]): IntervalSet {
    const [only] = sets;
    if (sets.length < 2) return only ?? IntervalSet.EMPTY;
    // Machines of a subnet share one set.
    const intervals = [...new Set(sets)].flatMap((set) => [...set.intervals()]);
    const bounds: number[] = [];
    for (const [first, last] of intervals.sort(([left], [right]) => left - right)) append(bounds, first, last);
    return IntervalSet.fromBounds(bounds);
  }

  get isEmpty(): boolean {
    return this.bounds.length === 0;
  }

  get fingerprint(): number {
    return (this.#fingerprint ??= fingerprintOf(this.bounds));
  }

  /** How many numbers it has. */
  get size(): number {
    let size = 0;
    for (const [first, last] of this.intervals()) size += last - first + 1;
    return size;
  }

  /** The smallest number. Undefined for the empty set. */
  get first(): number | undefined {
    return this.bounds[0];
  }

  *intervals(): Generator<readonly [first: number, last: number]> {
    for (let index = 0; index < this.bounds.length; index += 2) {
      yield [this.bounds[index] ?? 0, this.bounds[index + 1] ?? 0];
    }
  }

  has(number: number): boolean {
    return (this.bounds[this.from(number)] ?? Number.POSITIVE_INFINITY) <= number;
  }

  union(other: IntervalSet): IntervalSet {
    if (this.isEmpty || other === this) return other;
    if (other.isEmpty) return this;
    const left = this.bounds;
    const right = other.bounds;
    const bounds: number[] = [];
    for (let i = 0, j = 0; i < left.length || j < right.length;) {
      if (j >= right.length || (left[i] ?? Number.POSITIVE_INFINITY) <= (right[j] ?? 0)) {
        append(bounds, left[i] ?? 0, left[i + 1] ?? 0);
        i += 2;
      } else {
        append(bounds, right[j] ?? 0, right[j + 1] ?? 0);
        j += 2;
      }
    }
    return IntervalSet.fromBounds(bounds);
  }

  intersect(other: IntervalSet): IntervalSet {
    if (other === this) return this;
    const bounds: number[] = [];
    for (const [first, last] of this.common(other)) bounds.push(first, last);
    return IntervalSet.fromBounds(bounds);
  }

  subtract(other: IntervalSet): IntervalSet {
    if (this.isEmpty || other.isEmpty) return this;
    if (other === this) return IntervalSet.EMPTY;
    const bounds: number[] = [];
    const taken = other.bounds;
    let j = other.from(this.bounds[0] ?? 0);
    for (const [first, last] of this.intervals()) {
      let start = first;
      while (j < taken.length && (taken[j + 1] ?? 0) < start) j += 2;
      let k = j;
      while (k < taken.length && (taken[k] ?? 0) <= last) {
        const takenFirst = taken[k] ?? 0;
        if (start < takenFirst) bounds.push(start, takenFirst - 1);
        start = (taken[k + 1] ?? 0) + 1;
        k += 2;
      }
      if (start <= last) bounds.push(start, last);
    }
    return IntervalSet.fromBounds(bounds);
  }

  /** Every number of it and so much more. */
  shifted(by: number): IntervalSet {
    return IntervalSet.fromBounds(this.bounds.map((bound) => bound + by));
  }

  equals(other: IntervalSet): boolean {
    return (
      other === this ||
      (this.bounds.length === other.bounds.length && this.bounds.every((bound, index) => bound === other.bounds[index]))
    );
  }

  contains(other: IntervalSet): boolean {
    for (const [first, last] of other.intervals()) {
      const index = this.from(first);
      if ((this.bounds[index] ?? Number.POSITIVE_INFINITY) > first || (this.bounds[index + 1] ?? 0) < last)
        return false;
    }
    return true;
  }

  overlaps(other: IntervalSet): boolean {
    return this.common(other).next().done !== true;
  }

  static fromBounds(bounds: readonly number[]): IntervalSet {
    return bounds.length === 0 ? IntervalSet.EMPTY : new IntervalSet(bounds);
  }

  /** What both have, in order. Few intervals meet many without a look at most of them. */
  private *common(other: IntervalSet): Generator<readonly [first: number, last: number]> {
    const left = this.bounds;
    const right = other.bounds;
    const start = Math.max(left[0] ?? 0, right[0] ?? 0);
    for (let i = this.from(start), j = other.from(start); i < left.length && j < right.length;) {
      const leftLast = left[i + 1] ?? 0;
      const rightLast = right[j + 1] ?? 0;
      const first = Math.max(left[i] ?? 0, right[j] ?? 0);
      const last = Math.min(leftLast, rightLast);
      if (first <= last) yield [first, last];
      if (leftLast < rightLast) i = this.from(right[j] ?? 0, i + 2);
      else j = other.from(left[i] ?? 0, j + 2);
    }
  }

  /** Where in the bounds the first interval begins that ends at the number or behind it, from a place on. */
  private from(number: number, place = 0): number {
    // The next is mostly the one.
    if ((this.bounds[place + 1] ?? number) >= number) return place;
    let low = place / 2 + 1;
    let high = this.bounds.length / 2;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.bounds[middle * 2 + 1] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return low * 2;
  }
}

/** Adds an interval that begins behind the first number of the last one. */
function append(bounds: number[], first: number, last: number): void {
  const end = bounds.length - 1;
  if (end > 0 && first <= (bounds[end] ?? 0) + 1) bounds[end] = Math.max(bounds[end] ?? 0, last);
  else bounds.push(first, last);
}
