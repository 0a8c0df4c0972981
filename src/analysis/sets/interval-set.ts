import type { CanonicalSet } from "./canonical-set";

/**
 * A set of whole numbers as closed intervals: ascending, and never two that overlap or touch.
 */
export class IntervalSet implements CanonicalSet<IntervalSet> {
  static readonly EMPTY = new IntervalSet([]);

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
    return canonical(sets.flatMap((set) => [...set.intervals()]));
  }

  get isEmpty(): boolean {
    return this.bounds.length === 0;
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
    return !this.intersect(IntervalSet.of(number)).isEmpty;
  }

  union(other: IntervalSet): IntervalSet {
    if (this.isEmpty || other === this) return other;
    if (other.isEmpty) return this;
    return canonical([...this.intervals(), ...other.intervals()]);
  }

  intersect(other: IntervalSet): IntervalSet {
    if (other === this) return this;
    const left = this.bounds;
    const right = other.bounds;
    const bounds: number[] = [];
    for (let i = 0, j = 0; i < left.length && j < right.length;) {
      const leftLast = left[i + 1] ?? 0;
      const rightLast = right[j + 1] ?? 0;
      const first = Math.max(left[i] ?? 0, right[j] ?? 0);
      const last = Math.min(leftLast, rightLast);
      if (first <= last) bounds.push(first, last);
      if (leftLast < rightLast) i += 2;
      else j += 2;
    }
    return made(bounds);
  }

  subtract(other: IntervalSet): IntervalSet {
    if (this.isEmpty || other.isEmpty) return this;
    if (other === this) return IntervalSet.EMPTY;
    const bounds: number[] = [];
    const taken = other.bounds;
    let j = 0;
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
    return made(bounds);
  }

  equals(other: IntervalSet): boolean {
    return (
      other === this ||
      (this.bounds.length === other.bounds.length && this.bounds.every((bound, index) => bound === other.bounds[index]))
    );
  }

  contains(other: IntervalSet): boolean {
    return other.subtract(this).isEmpty;
  }

  overlaps(other: IntervalSet): boolean {
    return !this.intersect(other).isEmpty;
  }

  static fromBounds(bounds: readonly number[]): IntervalSet {
    return bounds.length === 0 ? IntervalSet.EMPTY : new IntervalSet(bounds);
  }
}

function made(bounds: readonly number[]): IntervalSet {
  return IntervalSet.fromBounds(bounds);
}

function canonical(intervals: (readonly [number, number])[]): IntervalSet {
  const bounds: number[] = [];
  for (const [first, last] of intervals.sort(([left], [right]) => left - right)) {
    const end = bounds.length - 1;
    if (end > 0 && first <= (bounds[end] ?? 0) + 1) bounds[end] = Math.max(bounds[end] ?? 0, last);
    else bounds.push(first, last);
  }
  return made(bounds);
}
