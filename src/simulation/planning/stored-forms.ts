import { createHash } from "node:crypto";

/** The forms in which providers keep a text in the state, by the names that their facts give them. */
export const STORED_FORMS = {
  sha1: (text: string) => createHash("sha1").update(text).digest("hex"),
  lowercase: (text: string) => text.toLowerCase(),
  json: normalizedJson,
} as const;

export type StoredForm = keyof typeof STORED_FORMS;

/** As Go writes JSON: without spaces, keys in order, and the characters that HTML reads escaped. A text that is none stays. */
function normalizedJson(text: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(text))).replaceAll(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  } catch {
    return text;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
