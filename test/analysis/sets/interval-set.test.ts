import fc from "fast-check";
import { IntervalSet } from "../../../src/analysis/sets/interval-set";

const UNIVERSE = 24;
const numbers = Array.from({ length: UNIVERSE }, (_, number) => number);
const interval = fc
  .tuple(fc.integer({ min: 0, max: UNIVERSE - 1 }), fc.integer({ min: 0, max: UNIVERSE - 1 }))
  .map(([first, last]) => IntervalSet.of(first, last));
const set = fc.array(interval, { maxLength: 6 }).map((sets) => IntervalSet.union(sets));

const membersOf = (given: IntervalSet) => numbers.filter((number) => given.has(number));

describe("IntervalSet", () => {
  it("agrees with sets of single numbers in union, intersection and difference", () => {
    fc.assert(
      fc.property(set, set, (left, right) => {
        const [a, b] = [new Set(membersOf(left)), new Set(membersOf(right))];
        expect(membersOf(left.union(right))).toEqual(numbers.filter((number) => a.has(number) || b.has(number)));
        expect(membersOf(left.intersect(right))).toEqual(numbers.filter((number) => a.has(number) && b.has(number)));
        expect(membersOf(left.subtract(right))).toEqual(numbers.filter((number) => a.has(number) && !b.has(number)));
      }),
    );
  });

  it("has one form for the same members, however they were put together", () => {
    fc.assert(
      fc.property(set, set, (left, right) => {
        const rebuilt = left.subtract(right).union(left.intersect(right));
        expect([...rebuilt.intervals()]).toEqual([...left.intervals()]);
        expect(rebuilt.equals(left)).toBe(true);
        expect(left.equals(right)).toBe(membersOf(left).join() === membersOf(right).join());
      }),
    );
  });

  it("joins intervals that touch", () => {
    expect([...IntervalSet.of(1, 3).union(IntervalSet.of(4, 9)).intervals()]).toEqual([[1, 9]]);
  });
});
