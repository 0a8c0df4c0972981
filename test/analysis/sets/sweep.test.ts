import fc from "fast-check";
import { IntervalSet } from "../../../src/analysis/sets/interval-set";
import { ServiceSet } from "../../../src/analysis/sets/service-set";
import { sweep, type Swept } from "../../../src/analysis/sets/sweep";

const NUMBERS = 40;

interface Item {
  readonly name: string;
  readonly keys: IntervalSet;
}

/** Up to so many items that no two of have a number in common: each number goes to one of them, or to none. */
const items = (prefix: string, most: number) =>
  fc.array(fc.integer({ min: 0, max: most }), { minLength: NUMBERS, maxLength: NUMBERS }).map((owners): Item[] =>
    Array.from({ length: most }, (_, item) => ({
      name: `${prefix}${item}`,
      keys: IntervalSet.union(owners.flatMap((owner, number) => (owner === item ? [IntervalSet.of(number)] : []))),
    })).filter(({ keys }) => !keys.isEmpty),
  );

/** Who has which number: `left3`, `right0`, `left3 right0`. */
function written({ left, right, both }: Swept<Item>): string[] {
  const lines = [
    ...[...left, ...right].map(({ keys, of }) => [keys, of.name] as const),
    ...both.map((each) => [each.keys, `${each.left.name} ${each.right.name}`] as const),
  ];
  return lines
    .flatMap(([keys, name]) => numbersOf(keys).map((number) => `${String(number).padStart(2)} ${name}`))
    .sort();
}

function expected(left: readonly Item[], right: readonly Item[]): string[] {
  return Array.from({ length: NUMBERS }, (_, number) => {
    const owners = [...left, ...right].filter(({ keys }) => keys.has(number)).map(({ name }) => name);
    return owners.length === 0 ? [] : [`${String(number).padStart(2)} ${owners.join(" ")}`];
  })
    .flat()
    .sort();
}

function numbersOf(keys: IntervalSet): number[] {
  return [...keys.intervals()].flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  );
}

describe("sweep", () => {
  it.each([3, 9])("tells of each number whose it is, with %i items on each side", (most) => {
    fc.assert(
      fc.property(items("left", most), items("right", most), (left, right) => {
        const swept = sweep(left, right, ({ keys }) => keys);
        expect(written(swept)).toEqual(expected(left, right));
        // Canonical: what is made of the parts is equal to what is made of the numbers.
        for (const { keys } of [...swept.left, ...swept.right, ...swept.both])
          expect(keys.equals(IntervalSet.union(numbersOf(keys).map((number) => IntervalSet.of(number))))).toBe(true);
      }),
    );
  });
});

describe("the numbers of services", () => {
  it("overlap where the services do", () => {
    const services = ["any", "tcp", "tcp/443", "tcp/400-500", "udp/443", "icmp", "icmp/8", "esp"].map((text) =>
      ServiceSet.parse(text),
    );
    for (const left of services) {
      for (const right of services) {
        expect(left.numbers.overlaps(right.numbers)).toBe(!left.intersect(right).isEmpty);
        expect(left.numbers.contains(right.numbers)).toBe(right.subtract(left).isEmpty);
      }
    }
  });
});
