import type { Cidr } from "../values";

/**
 * Finds blocks that overlap, in n log n: sorted by first address, a block overlaps an earlier one exactly when it starts
 * before the farthest end seen so far. Each block that overlaps is paired with one that it overlaps.
 */
export function overlappingPairs<Block extends { readonly cidr: Cidr }>(blocks: readonly Block[]): [Block, Block][] {
  const sorted = [...blocks].sort(
    (left, right) => left.cidr.first.compare(right.cidr.first) || right.cidr.last.compare(left.cidr.last),
  );
  const pairs: [Block, Block][] = [];
  let farthest: Block | undefined;
  for (const block of sorted) {
    if (farthest && block.cidr.first.compare(farthest.cidr.last) <= 0) pairs.push([farthest, block]);
    if (!farthest || block.cidr.last.compare(farthest.cidr.last) > 0) farthest = block;
  }
  return pairs;
}
