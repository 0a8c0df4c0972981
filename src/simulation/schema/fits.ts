import { isArray, isObject, type Value } from "../wire/value";
import type { Shape } from "./shape";

/** Whether a known value is one of the shape's type. A null fits everywhere, an object must have every field. */
export function fits(shape: Shape, value: Value): boolean {
  if (value === null) return true;
  switch (shape.kind) {
    case "string":
      return typeof value === "string";
    case "number":
      return typeof value === "number" || typeof value === "bigint";
    case "bool":
      return typeof value === "boolean";
    case "list":
    case "set":
      return isArray(value) && value.every((element) => fits(shape.element, element));
    case "map":
      return isObject(value) && Object.values(value).every((element) => fits(shape.element, element));
    case "tuple":
      return isArray(value) && shape.elements.every((element, index) => fits(element, value[index] ?? null));
    case "object":
      return (
        isObject(value) &&
        Object.keys(value).length === shape.fields.length &&
        shape.fields.every((field) => Object.hasOwn(value, field.name) && fits(field.shape, value[field.name] ?? null))
      );
    case "dynamic":
      return true;
  }
}
