import type { Resource } from "../../../terraform/configuration";
import { isPartlyUnknown, isValueRecord, type Value, type ValueRecord } from "../../../terraform/symbolic-value";
import { areKnownBlocks, blocksIn, describe, type Arguments } from "../model/arguments";

/** Whether a selector takes some labels. `maybe`: it has a part that is known only after apply. */
export type Selected = "yes" | "no" | "maybe";

/** Keys of labels that something may have, with values that are not known; `any` where every key may be among them. */
export type UnknownLabels = ReadonlySet<string> | "any";

/** One thing that a label has to be. `unknown` is a part that was not understood. */
type Requirement =
  | { readonly operator: "In" | "NotIn"; readonly key: string; readonly values: ReadonlySet<string> }
  | { readonly operator: "Exists" | "DoesNotExist"; readonly key: string }
  | { readonly operator: "unknown" };

/** A selector of labels (meta/v1 LabelSelector): every requirement has to hold, and without any it takes everything. */
export class LabelSelector {
  static readonly EVERYTHING = new LabelSelector([]);

  private constructor(private readonly requirements: readonly Requirement[]) {}

  /**
   * Reads a selector's block, with `match_labels` and `match_expressions`. What is not known may hold or not, and is reported.
   * @param argument as which it stands in a report
   */
  static read(given: Arguments, origin: Resource, argument: string, value: Value): LabelSelector {
    const unknown = (what: Value): Requirement => {
      given.report(origin, `${argument} has ${describe(what)}, which may select anything or nothing`);
      return { operator: "unknown" };
    };
    if (!areKnownBlocks(value)) return new LabelSelector([unknown(value)]);
    return new LabelSelector(
      blocksIn(value).flatMap(({ match_labels: labels, match_expressions: expressions }) => [
        ...labelRequirements(labels, unknown),
        ...expressionRequirements(expressions, unknown),
      ]),
    );
  }

  /** Whether it surely takes everything. */
  get isEmpty(): boolean {
    return this.requirements.length === 0;
  }

  /** The values that it names for a label, to take or to leave out. */
  valuesOf(key: string): string[] {
    return this.requirements.flatMap((each) =>
      (each.operator === "In" || each.operator === "NotIn") && each.key === key ? [...each.values] : [],
    );
  }

  /** @param unknown keys of further labels whose values are not known; `any` where there may be any. Default: none. */
  selects(labels: ReadonlyMap<string, string>, unknown: UnknownLabels = NO_LABELS): Selected {
    const known = this.requirements.filter((requirement) => isDecided(requirement, labels, unknown));
    if (!known.every((requirement) => holds(requirement, labels))) return "no";
    return known.length < this.requirements.length ? "maybe" : "yes";
  }
}

const NO_LABELS: ReadonlySet<string> = new Set();

function isDecided(requirement: Requirement, labels: ReadonlyMap<string, string>, unknown: UnknownLabels): boolean {
  if (requirement.operator === "unknown") return false;
  return labels.has(requirement.key) || !(unknown === "any" || unknown.has(requirement.key));
}

type UnknownRequirement = (what: Value) => Requirement;

function labelRequirements(labels: Value, unknown: UnknownRequirement): Requirement[] {
  if (labels === undefined) return [];
  if (!isValueRecord(labels)) return [unknown(labels)];
  return Object.entries(labels)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const text = knownText(value);
      return text === undefined ? unknown(value) : { operator: "In", key, values: new Set([text]) };
    });
}

function expressionRequirements(expressions: Value, unknown: UnknownRequirement): Requirement[] {
  if (!areKnownBlocks(expressions)) return [unknown(expressions)];
  return blocksIn(expressions).map((expression) => expressionRequirement(expression) ?? unknown(expression));
}

function expressionRequirement({ key: writtenKey, operator, values }: ValueRecord): Requirement | undefined {
  const key = knownText(writtenKey);
  if (key === undefined) return undefined;
  if (operator === "Exists" || operator === "DoesNotExist") return { operator, key };
  if (operator !== "In" && operator !== "NotIn") return undefined;
  const texts = (Array.isArray(values) ? (values as readonly Value[]) : [values]).map(knownText);
  const known = texts.filter((text) => text !== undefined);
  return known.length === texts.length ? { operator, key, values: new Set(known) } : undefined;
}

function holds(requirement: Requirement, labels: ReadonlyMap<string, string>): boolean {
  if (requirement.operator === "unknown") return true;
  const value = labels.get(requirement.key);
  switch (requirement.operator) {
    case "In":
      return value !== undefined && requirement.values.has(value);
    case "NotIn":
      // Also where there is no such label at all.
      return value === undefined || !requirement.values.has(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
  }
}

/** Terraform turns numbers and booleans into text where a map or a list has texts. */
export function knownText(value: Value): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && !isPartlyUnknown(value) ? value : undefined;
}
