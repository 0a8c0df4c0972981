import type { Shape } from "../schema/shape";
import { equal, field, isArray, isObject, Unknown, type Value } from "../wire/value";
import { bothZero } from "./zero";

/** A new element of a set as Terraform's older SDK plans it: texts and lists that are left out are empty, at every depth. */
export function withEmptyValues(shape: Shape, planned: Value): Value {
  if ((shape.kind === "list" || shape.kind === "set") && isArray(planned)) {
    return planned.map((element) => withEmptyValues(shape.element, element));
  }
  if (shape.kind !== "object" || !isObject(planned)) return planned;
  return Object.fromEntries(
    shape.fields.map(({ name, shape: inner }) => {
      const value = field(planned, name);
      return [name, value === null ? emptyInSet(inner) : withEmptyValues(inner, value)];
    }),
  );
}

function emptyInSet({ kind }: Shape): Value {
  return kind === "string" ? "" : kind === "list" || kind === "set" ? [] : null;
}

/** Whether a list or a set of texts, numbers or the like has an element that is not known. */
export function hasUnknownElement(value: Value): boolean {
  return isArray(value) && value.some((element) => element instanceof Unknown);
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
