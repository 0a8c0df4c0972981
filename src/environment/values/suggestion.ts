import { distance } from "fastest-levenshtein";

/** A name that differs from the given one by few letters, as the end of a message: `; did you mean "x"?`. */
export function suggestion(given: string, known: readonly string[]): string {
  const close = known
    .map((name) => ({ name, letters: distance(given.toLowerCase(), name.toLowerCase()) }))
    // Of a short name nearly every letter may differ, and then it is no likeness.
    .filter(({ name, letters }) => letters <= Math.max(2, Math.floor(name.length / 3)) && letters < name.length - 1)
    .sort((left, right) => left.letters - right.letters)[0];
  return close ? `; did you mean "${close.name}"?` : "";
}
