import { IntervalSet } from "./interval-set";

/** A part of the numbers of one item. */
interface Part<Item> {
  readonly keys: IntervalSet;
  readonly of: Item;
}

/** Two lists of sets, taken apart: what is in one of the lists alone, and what in both. */
export interface Swept<Item> {
  readonly left: readonly Part<Item>[];
  readonly right: readonly Part<Item>[];
  readonly both: readonly { readonly keys: IntervalSet; readonly left: Item; readonly right: Item }[];
}

interface Segment {
  readonly first: number;
  readonly last: number;
  /** Which of the items has it. */
  readonly owner: number;
}

const NOTHING_LEFT: Segment = { first: Number.POSITIVE_INFINITY, last: Number.POSITIVE_INFINITY, owner: -1 };

/** Up to so many pairs of items it is quicker to meet each with each. */
const FEW_PAIRS = 16;

/**
 * Takes two lists of items apart by their numbers. It goes once through the intervals of both, so that it takes as long as there
 * are intervals, and not as there are pairs of items.
 *
 * @param keysOf the numbers of an item; those of one list are disjoint
 */
export function sweep<Item>(
  left: readonly Item[],
  right: readonly Item[],
  keysOf: (item: Item) => IntervalSet,
): Swept<Item> {
  return left.length * right.length <= FEW_PAIRS ? eachWithEach(left, right, keysOf) : once(left, right, keysOf);
}

function eachWithEach<Item>(
  left: readonly Item[],
  right: readonly Item[],
  keysOf: (item: Item) => IntervalSet,
): Swept<Item> {
  const without = (items: readonly Item[], others: readonly Item[]) => {
    const taken = IntervalSet.union(others.map(keysOf));
    return items.map((item) => ({ keys: keysOf(item).subtract(taken), of: item }));
  };
  return {
    left: without(left, right),
    right: without(right, left),
    both: left.flatMap((one) =>
      right.map((other) => ({ keys: keysOf(one).intersect(keysOf(other)), left: one, right: other })),
    ),
  };
}

function once<Item>(left: readonly Item[], right: readonly Item[], keysOf: (item: Item) => IntervalSet): Swept<Item> {
  const [ours, theirs] = [segmentsOf(left, keysOf), segmentsOf(right, keysOf)];
  const [oursAlone, theirsAlone, common] = [new Bounds(), new Bounds(), new Bounds()];
  for (let i = 0, j = 0, start = 0; i < ours.length || j < theirs.length;) {
    const one = ours[i] ?? NOTHING_LEFT;
    const other = theirs[j] ?? NOTHING_LEFT;
    const oneFirst = Math.max(one.first, start);
    const otherFirst = Math.max(other.first, start);
    let last: number;
    if (oneFirst < otherFirst) {
      last = Math.min(one.last, otherFirst - 1);
      oursAlone.add(one.owner, oneFirst, last);
    } else if (otherFirst < oneFirst) {
      last = Math.min(other.last, oneFirst - 1);
      theirsAlone.add(other.owner, otherFirst, last);
    } else {
      last = Math.min(one.last, other.last);
      common.add(one.owner * right.length + other.owner, oneFirst, last);
    }
    start = last + 1;
    if (one.last === last) i += 1;
    if (other.last === last) j += 1;
  }
  return {
    left: oursAlone.of(left),
    right: theirsAlone.of(right),
    both: common.sets().flatMap(([pair, keys]) => {
      const [one, other] = [left[Math.floor(pair / right.length)], right[pair % right.length]];
      return one === undefined || other === undefined ? [] : [{ keys, left: one, right: other }];
    }),
  };
}

function segmentsOf<Item>(items: readonly Item[], keysOf: (item: Item) => IntervalSet): Segment[] {
  return items
    .flatMap((item, owner) => [...keysOf(item).intervals()].map(([first, last]) => ({ first, last, owner })))
    .sort((one, other) => one.first - other.first);
}

/** Intervals by whose they are, in ascending order. */
class Bounds {
  private readonly byOwner = new Map<number, number[]>();

  add(owner: number, first: number, last: number): void {
    const known = this.byOwner.get(owner);
    if (known) known.push(first, last);
    else this.byOwner.set(owner, [first, last]);
  }

  sets(): [owner: number, keys: IntervalSet][] {
    return [...this.byOwner].map(([owner, bounds]) => [owner, IntervalSet.fromBounds(bounds)]);
  }

  of<Item>(items: readonly Item[]): Part<Item>[] {
    return this.sets().flatMap(([owner, keys]) => {
      const item = items[owner];
      return item === undefined ? [] : [{ keys, of: item }];
    });
  }
}
