import { BlockIndex } from "../../../src/analysis/sets/block-index";
import { addressRange, addressesOf } from "../../../src/analysis/sets/ipv4-addresses";

const blocks = ["10.0.0.0/8", "10.1.0.0/24", "10.1.1.0/24", "0.0.0.0/0", "10.1.0.128/25"];
const index = new BlockIndex(blocks, addressesOf);

describe("BlockIndex", () => {
  it("finds what contains a block, itself included, and no neighbour", () => {
    expect([...index.containing(addressesOf("10.1.0.0/24"))]).toEqual(["10.1.0.0/24", "10.0.0.0/8", "0.0.0.0/0"]);
    expect([...index.containing(addressesOf("11.0.0.0/8"))]).toEqual(["0.0.0.0/0"]);
  });

  it("finds what overlaps, around it and within", () => {
    expect([...index.overlapping(addressesOf("10.1.0.0/24"))].sort()).toEqual([
      "0.0.0.0/0",
      "10.0.0.0/8",
      "10.1.0.0/24",
      "10.1.0.128/25",
    ]);
    expect([...index.overlapping(addressRange("10.1.0.255", "10.1.1.0"))].sort()).toEqual([
      "0.0.0.0/0",
      "10.0.0.0/8",
      "10.1.0.0/24",
      "10.1.0.128/25",
      "10.1.1.0/24",
    ]);
  });

  it("takes sets that no single block names", () => {
    const ranges = new BlockIndex(["10.0.0.3-10.0.0.9"], () => addressRange("10.0.0.3", "10.0.0.9"));
    expect([...ranges.containing(addressRange("10.0.0.7", "10.0.0.9"))]).toHaveLength(1);
    expect([...ranges.containing(addressRange("10.0.0.7", "10.0.0.10"))]).toHaveLength(0);
    expect(ranges.overlapping(addressesOf("10.0.0.10")).size).toBe(0);
  });
});
