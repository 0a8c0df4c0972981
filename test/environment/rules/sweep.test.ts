import fc from "fast-check";
import { overlappingPairs } from "../../../src/environment/rules/sweep";
import { Cidr, Ipv4Address } from "../../../src/environment/values";

const blocks = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 16, max: 32 }))
    .map(([number, prefixLength]) => ({ cidr: Cidr.around(Ipv4Address.of(number), prefixLength) })),
  { maxLength: 12 },
);

describe("the sweep over address blocks", () => {
  it("finds an overlap exactly when some two blocks overlap", () => {
    fc.assert(
      fc.property(blocks, (given) => {
        const overlaps = given.some((one, index) =>
          given.slice(index + 1).some((other) => one.cidr.overlaps(other.cidr)),
        );
        expect(overlappingPairs(given).length > 0).toBe(overlaps);
      }),
    );
  });

  it("pairs only blocks that overlap", () => {
    fc.assert(
      fc.property(blocks, (given) => {
        for (const [one, other] of overlappingPairs(given)) expect(one.cidr.overlaps(other.cidr)).toBe(true);
      }),
    );
  });

  it("reports each block that overlaps an earlier one once", () => {
    const cidrs = ["10.0.0.0/8", "10.1.0.0/16", "10.1.1.0/24", "11.0.0.0/8"].map((text) => ({
      cidr: Cidr.parse(text),
    }));
    const pairs = overlappingPairs(cidrs).map((pair) => pair.map(({ cidr }) => cidr.toString()));
    expect(pairs).toEqual([
      ["10.0.0.0/8", "10.1.0.0/16"],
      ["10.0.0.0/8", "10.1.1.0/24"],
    ]);
  });
});
