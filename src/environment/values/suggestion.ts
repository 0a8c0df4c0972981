import { distance } from "fastest-levenshtein";

/** A name that differs from the given one by few letters, as the end of a message: `; did you mean "x"?`. */
export function suggestion(given: string, known: readonly string[]): string {
  const close = known
    .map((name) => ({ name, letters: distance(given.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, letters }) => letters <= Math.max(2, Math.floor(name.length / 3)))
    .sort((left, right) => left.letters - right.letters)[0];
  return close ? `; did you mean "${close.name}"?` : "";
}
