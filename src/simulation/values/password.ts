import type { Seed } from "./seed";

/** One class of characters in a generated text: whether it may occur, and how often at least. */
export interface CharacterClass {
  readonly alphabet: string;
  readonly allowed: boolean;
  readonly least: number;
}

/** A text of the given length: every class as often as it must occur, the rest from all that are allowed, in mixed order. */
export function passwordText(seed: Seed, length: number, classes: readonly CharacterClass[]): string {
  const required = classes
    .map(({ alphabet, least }, index) => seed.text(`required/${index}`, least, alphabet))
    .join("")
    .slice(0, length);
  const alphabet = classes.map((each) => (each.allowed ? each.alphabet : "")).join("");
  const free = alphabet === "" ? "" : seed.text("free", length - required.length, alphabet);
  return shuffle(seed, (required + free).split("")).join("");
}

/** The items in an order of the seed's. */
export function shuffle<Item>(seed: Seed, items: readonly Item[]): Item[] {
  return items
    .map((item, index) => ({ item, rank: seed.hex(`order/${index}`, 16) }))
    .sort((left, right) => (left.rank < right.rank ? -1 : 1))
    .map(({ item }) => item);
}
