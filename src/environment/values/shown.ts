/** Given values are cut to this many characters in messages. */
const LONGEST_SHOWN = 60;

/** A given value as messages show it. Nothing in an environment is secret, so values may be shown. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return cut(JSON.stringify(value));
  if (Array.isArray(value)) return shownList(value.length);
  if (typeof value === "object") return Object.keys(value).length === 0 ? "an empty mapping" : "a mapping";
  return cut(String(value));
}

function shownList(length: number): string {
  if (length === 0) return "an empty list";
  return length === 1 ? "a list of 1 entry" : `a list of ${length} entries`;
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= LONGEST_SHOWN ? text : `${characters.slice(0, LONGEST_SHOWN - 1).join("")}…`;
}
