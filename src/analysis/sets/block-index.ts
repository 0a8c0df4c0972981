import type { IntervalSet } from "./interval-set";

const BITS = 32;

/** A part of the address space that one prefix names. */
interface Block {
  readonly first: number;
  readonly size: number;
}

interface Entry<Item> {
  readonly item: Item;
  readonly addresses: IntervalSet;
}

/**
 * Finds items by their addresses without comparing each with each. Blocks never overlap by half: one that meets another contains
 * it or stands within it.
 */
export class BlockIndex<Item> {
  private readonly byBlock = new Map<string, Entry<Item>[]>();
  private readonly places = new Map<Item, number>();
  private readonly ascending: (Block & Entry<Item>)[] = [];

  constructor(items: Iterable<Item>, addressesOf: (item: Item) => IntervalSet) {
    for (const item of items) {
      if (!this.places.has(item)) this.places.set(item, this.places.size);
      const entry = { item, addresses: addressesOf(item) };
      for (const block of blocksOf(entry.addresses)) {
        this.at(block).push(entry);
        this.ascending.push({ ...block, ...entry });
      }
    }
    this.ascending.sort((left, right) => left.first - right.first);
  }

  /** The items that have every one of the addresses, in the order of insertion for each size of block. */
  *containing(addresses: IntervalSet): Generator<Item> {
    const [block] = blocksOf(addresses);
    if (!block) return;
    for (const entry of this.around(block)) if (entry.addresses.contains(addresses)) yield entry.item;
  }

  /** The items that have at least one of the addresses. */
  overlapping(addresses: IntervalSet): Set<Item> {
    const found = new Set<Item>();
    for (const block of blocksOf(addresses)) {
      for (const { item } of this.around(block)) found.add(item);
      for (let index = this.indexAt(block.first); index < this.ascending.length; index += 1) {
        const inner = this.ascending[index];
        if (!inner || inner.first >= block.first + block.size) break;
        found.add(inner.item);
      }
    }
    return found;
  }

  /** As {@link overlapping}, in the order of insertion. */
  overlappingInOrder(addresses: IntervalSet): Item[] {
    const placeOf = (item: Item) => this.places.get(item) ?? 0;
    return [...this.overlapping(addresses)].sort((left, right) => placeOf(left) - placeOf(right));
  }

  /** The entries of the blocks that contain one, itself included. */
  private *around({ first, size }: Block): Generator<Entry<Item>> {
    for (let outer = size; outer <= 2 ** BITS; outer *= 2)
      yield* this.byBlock.get(keyOf({ first: Math.floor(first / outer) * outer, size: outer })) ?? [];
  }

  private at(block: Block): Entry<Item>[] {
    const known = this.byBlock.get(keyOf(block));
    if (known) return known;
    const made: Entry<Item>[] = [];
    this.byBlock.set(keyOf(block), made);
    return made;
  }

  /** Where the blocks begin whose first address is not smaller. */
  private indexAt(first: number): number {
    let low = 0;
    let high = this.ascending.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.ascending[middle]?.first ?? 0) < first) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function keyOf({ first, size }: Block): string {
  return `${first}+${size}`;
}

/** The fewest blocks that make up the addresses. */
function* blocksOf(addresses: IntervalSet): Generator<Block> {
  for (const [start, last] of addresses.intervals()) {
    for (let first = start; first <= last;) {
      let size = 1;
      while (first % (size * 2) === 0 && first + size * 2 - 1 <= last) size *= 2;
      yield { first, size };
      first += size;
    }
  }
}
