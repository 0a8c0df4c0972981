import { fits } from "../schema/fits";
import type { FieldShape, ObjectShape, Shape } from "../schema/shape";
import { isArray, isObject, Unknown, type Value, type ValueObject } from "../wire/value";
import type { ComputedContext, ComputedValues, ProviderValues } from "./computed";
import { emptyValue, genericValue } from "./generic";

/** The planned resource with every unknown value settled, as the cloud would on apply. */
export function fillComputed(shape: ObjectShape, values: ProviderValues, context: ComputedContext): ValueObject {
  const computed = values.resources[context.type]?.(context) ?? {};
  return new Filler(values, context, computed).object(shape, context.planned, "");
}

class Filler {
  constructor(
    private readonly values: ProviderValues,
    private readonly context: ComputedContext,
    private readonly computed: ComputedValues,
  ) {}

  /** @param place where the object stands, list indexes included, so that two elements get different values */
  object(shape: ObjectShape, planned: ValueObject, place: string): ValueObject {
    const filled: Record<string, Value> = {};
    for (const field of shape.fields) {
      filled[field.name] = this.value(field.shape, planned[field.name] ?? null, field, `${place}/${field.name}`);
    }
    return filled;
  }

  private value(shape: Shape, planned: Value, field: FieldShape, place: string): Value {
    if (planned instanceof Unknown) return this.make(field, place);
    switch (shape.kind) {
      case "object":
        return isObject(planned) ? this.object(shape, planned, place) : planned;
      case "list":
      case "set":
        if (!isArray(planned)) return planned;
        return planned.map((element, index) => this.value(shape.element, element, field, `${place}/${index}`));
      case "map":
        if (!isObject(planned)) return planned;
        return Object.fromEntries(
          Object.entries(planned).map(([key, element]) => [
            key,
            this.value(shape.element, element, field, `${place}/${key}`),
          ]),
        );
      default:
        return planned;
    }
  }

  private make({ name, path, shape, optional }: FieldShape, place: string): Value {
    if (Object.hasOwn(this.computed, path)) return this.computed[path] ?? null;
    if (path === "id" && shape.kind === "string") return this.values.id(this.context);
    // One name may have several types in a provider: a status is a text here and a number there.
    const known = this.values.attribute?.(path, this.context);
    if (known !== undefined && fits(shape, known)) return known;
    if (shape.kind === "object") {
      return Object.fromEntries(shape.fields.map((inner) => [inner.name, this.make(inner, `${place}/${inner.name}`)]));
    }
    // What could have been configured and was not is off or empty, unless the provider is known to choose.
    return optional ? emptyValue(shape) : genericValue(shape, name, place, this.context);
  }
}
