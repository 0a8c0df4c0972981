import type { ObjectShape, Shape } from "../schema/shape";
import { field, isArray, isObject, type Value, type ValueObject } from "../wire/value";
import { emptyValue } from "./generic";

/**
 * A state as Terraform's older SDK has written it once it was read back from the cloud, which every plan does first: in the
 * elements of a block, what is not set has the zero value of its type.
 */
export function asLegacyState(shape: ObjectShape, state: ValueObject): ValueObject {
  return Object.fromEntries(
    shape.fields.map(({ name, block, shape: inner }) => [
      name,
      block ? elements(inner, field(state, name)) : field(state, name),
    ]),
  );
}

function elements(shape: Shape, state: Value): Value {
  return (shape.kind === "list" || shape.kind === "set") && isArray(state)
    ? state.map((element) => zeroed(shape.element, element))
    : state;
}

function zeroed(shape: Shape, state: Value): Value {
  if (shape.kind !== "object" || !isObject(state)) return state;
  return Object.fromEntries(
    shape.fields.map(({ name, block, writeOnly, shape: inner }) => {
      const value = field(state, name);
      if (value === null) return [name, writeOnly ? null : emptyValue(inner)];
      return [name, block ? elements(inner, value) : value];
    }),
  );
}
