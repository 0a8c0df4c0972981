import type { Shape } from "../schema/shape";
import { equal, field, isArray, isObject, type Value } from "../wire/value";
import { bothZero } from "./zero";

/** A new element of a set as Terraform's older SDK plans it: texts that are left out are empty, at every depth. */
export function emptyTexts(shape: Shape, planned: Value): Value {
  if ((shape.kind === "list" || shape.kind === "set") && isArray(planned)) {
    return planned.map((element) => emptyTexts(shape.element, element));
  }
  if (shape.kind !== "object" || !isObject(planned)) return planned;
  return Object.fromEntries(
    shape.fields.map((each) => {
      const value = field(planned, each.name);
      return [each.name, value === null && each.shape.kind === "string" ? "" : emptyTexts(each.shape, value)];
    }),
  );
}

/**
 * Whether an element that is planned is one that was there. The older SDK tells them apart by what can be configured, with no
 * difference between null and a type's zero value; what is computed comes with the element.
 *
 * @param proposed the element before computed values that it lacks were made unknown
 */
export function sameElement(shape: Shape, prior: Value, planned: Value, proposed: Value): boolean {
  if (shape.kind === "object" && isObject(prior) && isObject(planned)) {
    return shape.fields.every(({ name, computed, shape: inner }) => {
      const given = field(proposed, name);
      return (computed && given === null) || sameElement(inner, field(prior, name), field(planned, name), given);
    });
  }
  if ((shape.kind === "list" || shape.kind === "set") && isArray(prior) && isArray(planned) && isArray(proposed)) {
    return (
      prior.length === planned.length &&
      prior.every((each, index) => sameElement(shape.element, each, planned[index] ?? null, proposed[index] ?? null))
    );
  }
  return equal(prior, planned) || bothZero(prior, planned);
}
