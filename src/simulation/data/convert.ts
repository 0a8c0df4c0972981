import { isRecord } from "../../terraform/json-record";
import type { Shape } from "../schema/shape";
import { isArray, isObject, Unknown, type Value } from "../wire/value";

/**
 * A value from JSON or YAML as one of a schema's type.
 *
 * @param place where it was written, for the message
 * @throws when it is of another type
 */
export function toValue(given: unknown, shape: Shape, place: string): Value {
  if (given === null || given === undefined) return null;
  switch (shape.kind) {
    case "string":
    case "bool":
    case "number":
      if (typeof given === "string" && shape.kind === "string") return given;
      if (typeof given === "boolean" && shape.kind === "bool") return given;
      if (typeof given === "number" && shape.kind === "number") return given;
      break;
    case "list":
    case "set":
      if (!Array.isArray(given)) break;
      return given.map((each: unknown, index) => toValue(each, shape.element, `${place}[${index}]`));
    case "map":
      if (!isRecord(given)) break;
      return Object.fromEntries(
        Object.entries(given).map(([key, each]) => [key, toValue(each, shape.element, `${place}.${key}`)]),
      );
    case "object":
      if (!isRecord(given)) break;
      return Object.fromEntries(
        shape.fields.map(({ name, shape: inner }) => [name, toValue(given[name], inner, `${place}.${name}`)]),
      );
    default:
      throw new Error(`${place}: a fixture cannot give a value of type ${shape.kind}; leave it out`);
  }
  throw new Error(`${place}: got ${JSON.stringify(given)}, allowed is a ${shape.kind}`);
}

/** A value as a person would write it in JSON. */
export function describe(value: Value): string {
  if (value instanceof Unknown) return "(known after apply)";
  if (isArray(value)) return `[${value.map(describe).join(", ")}]`;
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString("base64"));
  if (isObject(value)) {
    const fields = Object.entries(value).filter(([, inner]) => inner !== null);
    return `{ ${fields.map(([name, inner]) => `${JSON.stringify(name)}: ${describe(inner)}`).join(", ")} }`;
  }
  return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
}
