import { createHash } from "node:crypto";

/**
 * Resource addresses (`stack: type.name`) in a form that a person can review. A line stands for all addresses of a type in a
 * stack: how many they are, the digest of their exact list, and their names without the hash, folded as a shell's braces
 * would unfold them: `worker_port-{001..012}`. Stacks with the same names share a paragraph.
 */
export function addressSummary(addresses: readonly string[]): string {
  const paragraphs = new Map<string, string[]>();
  for (const [stack, inStack] of groupBy(addresses, (address) => address.slice(0, address.indexOf(":")))) {
    const text = [...groupBy(inStack, typeOf)]
      .map(([type, ofType]) => summarizeType(type, ofType.map(nameOf)))
      .join("\n");
    paragraphs.set(text, [...(paragraphs.get(text) ?? []), stack]);
  }
  return [...paragraphs].map(([text, stacks]) => `${stacks.join(", ")}\n${text}`).join("\n\n");
}

/** Names folded by whichever part differs, from the last part to the first. */
export function foldNames(names: readonly string[]): string[] {
  let folded = [...names].sort().map((name) => name.split(/(?<=[-_])/).map((part) => [part]));
  const longest = Math.max(0, ...folded.map((parts) => parts.length));
  for (let position = longest - 1; position >= 0; position -= 1) {
    const alike = groupBy(folded, (parts) =>
      JSON.stringify(parts.map((part, index) => (index === position ? parts.length : part))),
    );
    folded = [...alike.values()].flatMap(([first, ...rest]) =>
      first
        ? [
            first.map((part, index) =>
              index === position ? [first, ...rest].flatMap((parts) => parts[index] ?? []) : part,
            ),
          ]
        : [],
    );
  }
  return folded.map((parts) => parts.map(renderPart).join(""));
}

function summarizeType(type: string, names: readonly string[]): string {
  const digest = createHash("sha256").update(names.join("\n")).digest("hex").slice(0, 12);
  const folded = foldNames(names.map((name) => name.replace(/_[0-9A-F]{8}$/, "")));
  return [`  ${type} (${names.length}, ${digest})`, ...folded.map((name) => `    ${name}`)].join("\n");
}

/** The values of one part of a name, its separator kept at the end: `{001..003}-`, `{tcp,udp}-`. */
function renderPart(values: readonly string[]): string {
  const [first = ""] = values;
  if (values.length === 1) return first;
  const separator = /[-_]$/.exec(first)?.[0] ?? "";
  const bare = values.map((value) => value.slice(0, value.length - separator.length));
  return `{${isRange(bare) ? `${String(bare[0])}..${String(bare.at(-1))}` : bare.join(",")}}${separator}`;
}

function isRange(values: readonly string[]): boolean {
  const width = values[0]?.length;
  return (
    values.length > 2 &&
    values.every(
      (value, index) => /^\d+$/.test(value) && value.length === width && Number(value) === Number(values[0]) + index,
    )
  );
}

function typeOf(address: string): string {
  return address.slice(address.indexOf(" ") + 1, address.indexOf("."));
}

function nameOf(address: string): string {
  return address.slice(address.indexOf(".") + 1);
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
