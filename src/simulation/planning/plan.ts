import type { AttributePath } from "../protocol/messages";
import type { FieldShape, ObjectShape, Shape } from "../schema/shape";
import { equal, field, isArray, isObject, Unknown, UNKNOWN, type Value, type ValueObject } from "../wire/value";
import { hasUnknownElement, sameElement, withEmptyValues } from "./legacy-sets";
import { replacements } from "./replacement";
import type { PlanRules } from "./rules";
import { bothZero } from "./zero";

export interface PlanInput {
  readonly shape: ObjectShape;
  readonly rules: PlanRules;
  /** Null when the resource is to be created. */
  readonly prior: Value;
  /** What Terraform makes of configuration and prior state before it asks the provider. */
  readonly proposed: Value;
  readonly config: Value;
  /**
   * The prior state comes from an import, which knows no more than the id: what it lacks is taken for what is configured.
   *
   * @default false
   */
  readonly imported?: boolean;
}

export interface Plan {
  readonly planned: Value;
  readonly requiresReplace: readonly AttributePath[];
}

/** Plans a resource's creation or update as its provider would. */
export function planChange({ shape, rules, prior, proposed, config, imported = false }: PlanInput): Plan {
  if (!isObject(proposed)) return { planned: proposed, requiresReplace: [] };
  if (!isObject(prior)) {
    return { planned: new Planner(rules, true).object(shape, config, undefined, proposed), requiresReplace: [] };
  }
  // Only once something else changes do computed attributes follow.
  const settled = new Planner(rules, false).object(shape, config, prior, proposed);
  if (equal(settled, prior)) return { planned: prior, requiresReplace: [] };
  const planned = rules.legacy ? settled : new Planner(rules, true).object(shape, config, prior, proposed);
  return { planned, requiresReplace: replacements(shape, rules, prior, planned, imported) };
}

class Planner {
  /** @param changes whether the resource is created or changes, so that computed attributes may become unknown */
  constructor(
    private readonly rules: PlanRules,
    private readonly changes: boolean,
  ) {}

  /** @param prior the object as it was, undefined when there was none */
  object(shape: ObjectShape, config: Value, prior: ValueObject | undefined, proposed: ValueObject): ValueObject {
    const planned: Record<string, Value> = {};
    for (const each of shape.fields) {
      planned[each.name] = this.field(each, config, prior, field(proposed, each.name));
    }
    return planned;
  }

  private field(shape: FieldShape, config: Value, prior: ValueObject | undefined, proposed: Value): Value {
    if (shape.writeOnly) return null;
    const given = field(config, shape.name);
    const before = prior && field(prior, shape.name);
    if (this.rules.computedBlocks.has(shape.path) && isArray(given) && given.length === 0) return before ?? UNKNOWN;
    const planned = given === null ? this.leftOut(shape, prior, proposed) : this.given(shape, given, prior, proposed);
    if (this.rules.legacy && before !== undefined && !shape.block && bothZero(before, planned)) return before;
    return planned;
  }

  private given(shape: FieldShape, given: Value, prior: ValueObject | undefined, proposed: Value): Value {
    // The older SDK forgets what is known of an unknown value, and must: a text may begin otherwise when it is stored.
    const isUnknown = proposed instanceof Unknown || hasUnknownElement(proposed);
    if (this.rules.legacy && isUnknown) return UNKNOWN;
    const stored = this.rules.storedAs.get(shape.path);
    if (stored && typeof proposed === "string") return stored(proposed);
    const isVisited = shape.deep || shape.block;
    return isVisited ? this.nested(shape.shape, given, prior && field(prior, shape.name), proposed) : proposed;
  }

  private leftOut(shape: FieldShape, prior: ValueObject | undefined, proposed: Value): Value {
    const fallback = this.rules.defaults.get(shape.path);
    if (fallback !== undefined) return fallback;
    if (!shape.computed) return proposed;
    if (!prior) return UNKNOWN;
    const keeps = this.rules.legacy || shape.optional || !this.changes || this.rules.keeps.has(shape.path);
    return keeps ? proposed : UNKNOWN;
  }

  private nested(shape: Shape, config: Value, prior: Value | undefined, proposed: Value): Value {
    if (proposed === null || proposed instanceof Unknown) return proposed;
    switch (shape.kind) {
      case "object":
        return isObject(proposed) ? this.object(shape, config, priorObject(prior), proposed) : proposed;
      case "list":
        if (!isArray(proposed)) return proposed;
        return proposed.map((element, index) =>
          this.nested(shape.element, elementAt(config, index), prior && elementAt(prior, index), element),
        );
      case "map":
        if (!isObject(proposed)) return proposed;
        return Object.fromEntries(
          Object.entries(proposed).map(([key, element]) => [
            key,
            this.nested(shape.element, field(config, key), prior && field(prior, key), element),
          ]),
        );
      case "set":
        return isArray(proposed) ? this.set(shape.element, elements(prior), proposed) : proposed;
      default:
        return proposed;
    }
  }

  private set(shape: Shape, prior: readonly Value[], proposed: readonly Value[]): Value {
    const planned = proposed.map((element) => this.setElement(shape, prior, element));
    const isSame = planned.length === prior.length && prior.every((element) => planned.includes(element));
    // In the order in which Terraform wrote it: what was proposed may have been sorted by other values.
    return isSame ? prior : planned;
  }

  /**
   * An element of a set has no place by which to find it in the configuration or the prior state: Terraform has already copied
   * the computed values of a prior element that is otherwise the same, so what is null now is new.
   */
  private setElement(shape: Shape, prior: readonly Value[], proposed: Value): Value {
    if (!this.rules.legacy) {
      const known = prior.some((element) => equal(element, proposed));
      return this.nested(shape, proposed, known ? proposed : undefined, proposed);
    }
    const planned = withEmptyValues(shape, this.nested(shape, proposed, undefined, proposed));
    return prior.find((element) => sameElement(shape, element, planned, proposed)) ?? planned;
  }
}

function priorObject(prior: Value | undefined): ValueObject | undefined {
  return prior !== undefined && isObject(prior) ? prior : undefined;
}

function elementAt(list: Value, index: number): Value {
  return isArray(list) ? (list[index] ?? null) : null;
}

function elements(list: Value | undefined): readonly Value[] {
  return list !== undefined && isArray(list) ? list : [];
}
