import type { FieldShape, ObjectShape, Shape } from "../schema/shape";
import { field, isArray, isObject, Unknown, type Value, type ValueObject } from "../wire/value";
import { emptyValue } from "./generic";

/**
 * A state as Terraform's older SDK writes it: in the elements of a block, what is not set has the zero value of its type. A set
 * that was known when it was planned stays as it was planned.
 */
export function asLegacyState(shape: ObjectShape, planned: ValueObject, state: ValueObject): ValueObject {
  return Object.fromEntries(
    shape.fields.map((each) => [each.name, topLevel(each, field(planned, each.name), field(state, each.name))]),
  );
}

function topLevel({ block, shape }: FieldShape, planned: Value, state: Value): Value {
  return block ? elements(shape, planned, state) : state;
}

function elements(shape: Shape, planned: Value, state: Value): Value {
  if ((shape.kind !== "list" && shape.kind !== "set") || !isArray(state)) return state;
  if (shape.kind === "set" && isWhollyKnown(planned)) return state;
  return state.map((element) => zeroed(shape.element, element));
}

function zeroed(shape: Shape, state: Value): Value {
  if (shape.kind !== "object" || !isObject(state)) return state;
  return Object.fromEntries(
    shape.fields.map(({ name, block, writeOnly, shape: inner }) => {
      const value = field(state, name);
      if (value === null) return [name, writeOnly ? null : emptyValue(inner)];
      return [
        name,
        block && "element" in inner && isArray(value) ? value.map((each) => zeroed(inner.element, each)) : value,
      ];
    }),
  );
}

function isWhollyKnown(value: Value): boolean {
  if (value instanceof Unknown) return false;
  if (isArray(value)) return value.every(isWhollyKnown);
  return !isObject(value) || Object.values(value).every(isWhollyKnown);
}
