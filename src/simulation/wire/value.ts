/** A value that only an apply settles. `refinement` is what is known of it already, as Terraform wrote it. */
export class Unknown {
  constructor(readonly refinement?: Uint8Array) {}
}

/** The unknown of which nothing is known. */
export const UNKNOWN = new Unknown();

/**
 * A value as it travels between Terraform and a provider. A set is an array in the order Terraform gave it, a number beyond
 * what a double holds exactly is a bigint or its decimal text, and a value of a dynamic type is a pair of its type (the bytes
 * of a JSON text) and itself.
 */
export type Value = null | boolean | number | bigint | string | Uint8Array | Unknown | readonly Value[] | ValueObject;

/** An object or a map. */
export interface ValueObject {
  readonly [key: string]: Value;
}

export function isObject(value: Value): value is ValueObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !isArray(value) &&
    !(value instanceof Unknown) &&
    !(value instanceof Uint8Array)
  );
}

/** Unlike `Array.isArray` it narrows a readonly array. */
export function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** The field of an object, null when the value is no object or has none. */
export function field(value: Value, name: string): Value {
  return isObject(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}

/** The field's text, undefined when it is anything else. */
export function textField(value: Value, name: string): string | undefined {
  const text = field(value, name);
  return typeof text === "string" ? text : undefined;
}

/** The field's elements, none when it is no list. */
export function listField(value: Value, name: string): readonly Value[] {
  const list = field(value, name);
  return isArray(list) ? list : [];
}

/** The number, whichever way it travelled. Undefined when it is no number. */
export function toNumber(value: Value): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "bigint" || (typeof value === "string" && value !== "") ? Number(value) : undefined;
}

/**
 * Whether two values of the same type are the same. An unknown equals nothing, itself included: it may become anything.
 * Sets compare in order: Terraform writes equal sets in the same order.
 */
export function equal(left: Value, right: Value): boolean {
  if (left instanceof Unknown || right instanceof Unknown) return false;
  if (left === right) return true;
  if (isArray(left)) {
    return (
      isArray(right) &&
      left.length === right.length &&
      left.every((element, index) => equal(element, right[index] ?? null))
    );
  }
  if (left instanceof Uint8Array || right instanceof Uint8Array) {
    return left instanceof Uint8Array && right instanceof Uint8Array && Buffer.compare(left, right) === 0;
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equal(left[key] ?? null, right[key] ?? null))
  );
}
