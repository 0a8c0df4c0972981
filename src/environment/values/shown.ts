/** Given values are cut to this many characters in messages. */
const LONGEST_SHOWN = 60;

/** A given value as messages show it. Nothing in an environment is secret, so values may be shown. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case "string":
      return cut(JSON.stringify(value));
    case "number":
    case "boolean":
    case "bigint":
      return cut(String(value));
    case "object":
      return shownObject(value);
    default:
      return "nothing";
  }
}

function shownObject(value: object | null): string {
  if (value === null) return "nothing";
  if (!Array.isArray(value)) return Object.keys(value).length === 0 ? "an empty mapping" : "a mapping";
  if (value.length === 0) return "an empty list";
  return value.length === 1 ? "a list of 1 entry" : `a list of ${value.length} entries`;
}

function cut(text: string): string {
  const characters = Array.from(text);
  return characters.length <= LONGEST_SHOWN ? text : `${characters.slice(0, LONGEST_SHOWN - 1).join("")}…`;
}
