import { promqlTree, type PromqlPart } from "./promql-tree";

/** Labels by series: what an expression takes for granted of them. */
export type SeriesRead = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The series that a PromQL expression reads, and the labels that it takes for granted of each: those it matches, aggregates and
 * joins by, and those that its result is wanted to have. Labels that `label_replace` makes are none of a series' own.
 *
 * @param wanted labels of the result that somebody reads.
 * @throws Error where the expression is no PromQL, where it has no series of one name, and where a label is wanted that an
 * operation on the way takes away.
 */
export function seriesRead(expression: string, wanted: Iterable<string> = []): SeriesRead {
  const read = new Map<string, Set<string>>();
  new Reading(read).of(promqlTree(expression), new Set(wanted));
  return read;
}

/** Hand the labels of what they are given on to their result, or have none. */
const WITHOUT_LABELS: ReadonlySet<string> = new Set(["scalar", "vector", "time", "absent", "absent_over_time"]);

class LostLabel extends Error {
  constructor(labels: readonly string[], expression: string) {
    super(`label ${labels.join(", ")} is wanted of ${expression}, which takes it away`);
  }
}

class Reading {
  constructor(private readonly read: Map<string, Set<string>>) {}

  of(part: PromqlPart, wanted: ReadonlySet<string>): void {
    switch (part.kind) {
      case "VectorSelector":
        this.selector(part, wanted);
        break;
      case "AggregateExpr":
        this.aggregation(part, wanted);
        break;
      case "BinaryExpr":
        this.operation(part, wanted);
        break;
      case "FunctionCall":
        this.call(part, wanted);
        break;
      default:
        for (const inner of part.parts) this.of(inner, wanted);
    }
  }

  private selector(part: PromqlPart, wanted: ReadonlySet<string>): void {
    const matched = part.all("LabelName").map(({ text }) => text);
    const name = part.child("Identifier")?.text ?? namedByLabel(part);
    if (name === undefined) throw new Error(`selector ${part.text} names no series`);
    const labels = this.read.get(name) ?? new Set<string>();
    this.read.set(name, labels);
    for (const label of [...matched, ...wanted]) if (label !== "__name__") labels.add(label);
  }

  private aggregation(part: PromqlPart, wanted: ReadonlySet<string>): void {
    const body = part.child("FunctionCallBody");
    const modifier = part.child("AggregateModifier");
    const grouping = labelsIn(modifier?.child("GroupingLabels"));
    const operator = part.child("AggregateOp")?.text ?? "";
    let left = wanted;
    if (operator === "count_values") left = without(left, [body?.child("StringLiteral")?.word ?? ""]);
    // These return series as they are, whatever they are grouped by.
    const keeps = /^(topk|bottomk|limitk|limit_ratio)$/.test(operator);
    if (!keeps && !modifier?.child("Without")) this.allowOnly(left, grouping, part);
    for (const inner of body?.parts ?? []) {
      this.of(inner, new Set([...(modifier?.child("By") ? grouping : []), ...left]));
    }
  }

  private operation(part: PromqlPart, wanted: ReadonlySet<string>): void {
    const [left, right] = operands(part);
    const matching = part.child("MatchingModifierClause");
    const lists = matching?.parts.filter(({ kind }) => kind === "GroupingLabels") ?? [];
    const on = matching?.child("On") ? labelsIn(lists[0]) : [];
    const group = matching?.child("GroupLeft", "GroupRight");
    if (part.child("Or")) {
      this.alternatives(part, [left, right], wanted, on);
      return;
    }
    if (part.child("And", "Unless")) {
      this.of(left, new Set([...wanted, ...on]));
      this.of(right, new Set(on));
      return;
    }
    // A number has no labels: the result has those of the other side.
    if (!hasSeries(left) || !hasSeries(right)) {
      this.of(left, hasSeries(left) ? wanted : new Set());
      this.of(right, hasSeries(right) ? wanted : new Set());
      return;
    }
    if (!group) {
      if (matching?.child("On")) this.allowOnly(wanted, on, part);
      const both = new Set([...wanted, ...on]);
      this.of(left, both);
      this.of(right, both);
      return;
    }
    const brought = lists.length > 1 ? labelsIn(lists[1]) : [];
    const [many, one] = group.kind === "GroupLeft" ? [left, right] : [right, left];
    this.of(many, new Set([...without(wanted, brought), ...on]));
    this.of(one, new Set([...on, ...brought]));
  }

  /** One side may lack a label that is wanted, such as the availability zone of a node that has none. */
  private alternatives(
    part: PromqlPart,
    sides: readonly PromqlPart[],
    wanted: ReadonlySet<string>,
    on: readonly string[],
  ): void {
    const carried = sides.map((side) => [...wanted].filter((label) => carries(side, label)));
    this.allowOnly(wanted, carried.flat(), part);
    sides.forEach((side, index) => {
      this.of(side, new Set([...(carried[index] ?? []), ...on]));
    });
  }

  private call(part: PromqlPart, wanted: ReadonlySet<string>): void {
    const name = part.child("FunctionIdentifier")?.text ?? "";
    const given = part.child("FunctionCallBody")?.parts ?? [];
    const words = given.filter(({ kind }) => kind === "StringLiteral").map(({ word }) => word);
    for (const inner of given) this.of(inner, this.wantedOfGiven(name, words, wanted));
  }

  private wantedOfGiven(name: string, words: readonly string[], wanted: ReadonlySet<string>): ReadonlySet<string> {
    if (WITHOUT_LABELS.has(name)) return new Set();
    if (name === "histogram_quantile") return new Set([...wanted, "le"]);
    if (name === "label_replace") return new Set([...without(wanted, words.slice(0, 1)), ...words.slice(2, 3)]);
    if (name === "label_join") return new Set([...without(wanted, words.slice(0, 1)), ...words.slice(2)]);
    return wanted;
  }

  private allowOnly(wanted: ReadonlySet<string>, kept: readonly string[], part: PromqlPart): void {
    const lost = [...wanted].filter((label) => !kept.includes(label));
    if (lost.length > 0) throw new LostLabel(lost, part.text);
  }
}

function namedByLabel(part: PromqlPart): string | undefined {
  const matchers = part.all("UnquotedLabelMatcher");
  return matchers
    .find((matcher) => matcher.child("LabelName")?.text === "__name__" && matcher.child("MatchOp")?.text === "=")
    ?.child("StringLiteral")?.word;
}

function operands(part: PromqlPart): [PromqlPart, PromqlPart] {
  const left = part.parts.at(0);
  const right = part.parts.at(-1);
  if (!left || !right) throw new Error(`${part.text} has no two sides`);
  return [left, right];
}

/** Whether the result of an expression can have a label. */
function carries(part: PromqlPart, label: string): boolean {
  try {
    new Reading(new Map()).of(part, new Set([label]));
    return true;
  } catch (error) {
    if (error instanceof LostLabel) return false;
    throw error;
  }
}

function hasSeries(part: PromqlPart): boolean {
  return part.all("VectorSelector").length > 0;
}

function labelsIn(list: PromqlPart | undefined): string[] {
  return list?.all("LabelName").map(({ text }) => text) ?? [];
}

function without(labels: ReadonlySet<string>, taken: readonly string[]): ReadonlySet<string> {
  return new Set([...labels].filter((label) => !taken.includes(label)));
}
