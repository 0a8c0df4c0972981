import type { AttributePath, PathStep } from "../protocol/messages";
import type { ObjectShape, Shape } from "../schema/shape";
import { encode } from "../wire/codec";
import { equal, field, isArray, isObject, Unknown, type Value } from "../wire/value";
import type { PlanRules } from "./rules";

/** The changed attributes for which the resource must be replaced. */
export function replacements(
  shape: ObjectShape,
  rules: PlanRules,
  prior: Value,
  planned: Value,
  imported: boolean,
): AttributePath[] {
  const found: AttributePath[] = [];
  const search = new Search(found, imported);
  for (const path of rules.requiresReplace) search.object(shape, path, prior, planned, []);
  return found;
}

class Search {
  constructor(
    private readonly found: AttributePath[],
    private readonly imported: boolean,
  ) {}

  /** Searches below an object for changes at `path`, whose first name is a field of the object. */
  object(shape: ObjectShape, path: readonly string[], prior: Value, planned: Value, steps: readonly PathStep[]): void {
    const [name = "", ...rest] = path;
    const inner = shape.fields.find((each) => each.name === name);
    if (!inner) return;
    this.value(inner.shape, rest, field(prior, name), field(planned, name), [...steps, { attributeName: name }]);
  }

  private value(shape: Shape, path: readonly string[], prior: Value, planned: Value, steps: readonly PathStep[]): void {
    if (path.length === 0 || planned instanceof Unknown) {
      this.compare(prior, planned, steps);
    } else if (shape.kind === "object") {
      this.object(shape, path, prior, planned, steps);
    } else if (shape.kind === "list") {
      const length = Math.max(lengthOf(prior), lengthOf(planned));
      for (let index = 0; index < length; index += 1) {
        const step = { elementKeyInt: index };
        this.value(shape.element, path, elementAt(prior, index), elementAt(planned, index), [...steps, step]);
      }
    } else if (shape.kind === "map") {
      for (const key of new Set([...keysOf(prior), ...keysOf(planned)])) {
        const step = { elementKeyString: key };
        this.value(shape.element, path, field(prior, key), field(planned, key), [...steps, step]);
      }
    } else if (shape.kind === "set") {
      // No step leads into a set: Terraform is told of the set itself.
      this.compare(parts(shape, path, prior), parts(shape, path, planned), steps);
    } else {
      this.compare(prior, planned, steps);
    }
  }

  private compare(prior: Value, planned: Value, steps: readonly PathStep[]): void {
    if (prior === planned || (this.imported && prior === null)) return;
    if (!equal(prior, planned)) this.found.push({ steps });
  }
}

/** What stands at a path in the elements of a set, in an order of its own. */
function parts(shape: Shape, path: readonly string[], value: Value): Value {
  const collected: Value[] = [];
  collect(shape, path, value, collected);
  return collected
    .filter((part) => part !== null)
    .map((part) => ({ part, text: Buffer.from(encode(part)).toString("latin1") }))
    .sort((left, right) => (left.text < right.text ? -1 : left.text > right.text ? 1 : 0))
    .map(({ part }) => part);
}

function collect(shape: Shape, path: readonly string[], value: Value, collected: Value[]): void {
  const [name, ...rest] = path;
  if (name === undefined || value === null || value instanceof Unknown) {
    collected.push(value);
  } else if (shape.kind === "object") {
    const inner = shape.fields.find((each) => each.name === name);
    if (inner) collect(inner.shape, rest, field(value, name), collected);
  } else if (shape.kind === "list" || shape.kind === "set" || shape.kind === "map") {
    for (const element of isArray(value) ? value : isObject(value) ? Object.values(value) : []) {
      collect(shape.element, path, element, collected);
    }
  }
}

function lengthOf(list: Value): number {
  return isArray(list) ? list.length : 0;
}

function elementAt(list: Value, index: number): Value {
  return isArray(list) ? (list[index] ?? null) : null;
}

function keysOf(map: Value): string[] {
  return isObject(map) ? Object.keys(map) : [];
}
