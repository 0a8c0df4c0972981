import { gzipSync } from "node:zlib";
import { Reference, Unknown, type Value } from "./symbolic-value";

/** Terraform packs with another program, so its bytes are others anyhow: what counts is what they unpack to. */
const UNPRESSED = { level: 0 };

/** Terraform's functions that are evaluated; each gives undefined for values that it cannot take. */
const FUNCTIONS: Readonly<Record<string, (given: readonly Value[]) => Value>> = {
  join: ([separator, items]) =>
    typeof separator === "string" && isList(items) ? items.map(asText).join(separator) : undefined,
  concat: (lists) => (lists.every(isList) ? lists.flat() : undefined),
  element: ([list, index]) => {
    if (typeof index !== "number") return undefined;
    if (isList(list)) return list[index % Math.max(list.length, 1)];
    return list instanceof Reference ? new Reference(list.resource, [...list.path, index]) : undefined;
  },
  base64gzip: ([text]) => (typeof text === "string" ? gzipSync(text, UNPRESSED).toString("base64") : undefined),
  base64encode: ([text]) => (typeof text === "string" ? Buffer.from(text).toString("base64") : undefined),
  jsonencode: ([value]) => JSON.stringify(encodable(value)),
  tostring: ([value]) => (isPrimitive(value) ? String(value) : undefined),
  toset: ([value]) => (isList(value) ? value : undefined),
  tolist: ([value]) => (isList(value) ? value : undefined),
  sensitive: ([value]) => value,
  nonsensitive: ([value]) => value,
};

/** What a call yields. Undefined when the function is not evaluated, or not for these values. */
export function callFunction(name: string, given: readonly Value[]): Value {
  return FUNCTIONS[name]?.(given);
}

/** A value as a part of a text; what is not known stands there as a sign for itself. */
export function asText(value: Value): string {
  return value === null || value === undefined ? "" : isPrimitive(value) ? String(value) : stringOf(value);
}

function stringOf(value: Value): string {
  return value instanceof Reference || value instanceof Unknown ? value.toString() : JSON.stringify(encodable(value));
}

function encodable(value: Value): unknown {
  if (value instanceof Reference || value instanceof Unknown) return value.toString();
  if (isList(value)) return value.map(encodable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, encodable(inner)]));
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function isPrimitive(value: Value): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
