/**
 * A number that equal lists of numbers share. Unequal ones hardly ever do, so it finds what may be equal without comparing each
 * with each (FNV-1a over whole numbers of 32 bits).
 */
export function fingerprintOf(numbers: Iterable<number>): number {
  let hash = 0x811c9dc5;
  for (const number of numbers) hash = Math.imul(hash ^ number, 0x01000193);
  return hash;
}
