import { evaluateWritten, type ResolveSteps } from "./evaluate";
import { parseExpression } from "./hcl-expression";
import { isRecord, type JsonRecord } from "./json-record";
import type { Resource, Steps } from "./stack";
import { isPartlyUnknown, isValueRecord, Reference, Unknown, type Value } from "./symbolic-value";

/** Where a plan's expression stands. */
export interface PlannedScope {
  readonly resolve: ResolveSteps;
  /** As `resolve`, where a resource that is repeated means all of its instances. */
  readonly resolveAll: (steps: Steps) => readonly Value[];
  /** The resource to which its cloud has given an id. */
  readonly withId: (id: string) => Resource | undefined;
}

/** What a plan tells of an argument. */
export interface PlannedArgument {
  /** As it is written: an expression, or the expressions of a block or of several. Undefined when it is not written. */
  readonly expression: unknown;
  /** Its value, what is unknown left out. */
  readonly planned: unknown;
  /** `true` where it is unknown. */
  readonly unknown: unknown;
  /** Whether it takes several values. */
  readonly isList: boolean;
}

/**
 * The value of an argument. An id stays a reference to its resource, known or not, since it is its identity; everything else
 * is what the plan knows, and only then what is written.
 */
export function plannedValue({ expression, planned, unknown, isList }: PlannedArgument, scope: PlannedScope): Value {
  // Blocks that are generated are planned and nowhere written.
  if (expression === undefined) return isListOfRecords(planned) ? knownValue(planned, unknown, scope) : undefined;
  if (Array.isArray(expression)) return blocksValue(expression, planned, unknown, scope);
  if (!isRecord(expression)) return undefined;
  if (!isExpression(expression)) return blockValue(expression, planned, unknown, scope);
  const { constant_value: constant } = expression;
  const written = constant === undefined ? undefined : evaluateWritten(constant, scope.resolve);
  const isKnown = planned !== undefined && planned !== null && !hasUnknown(unknown);
  if (written !== undefined && !isOpen(written)) return settled(written, planned, isKnown, scope);
  if (!isKnown && !hasUnknown(unknown) && written === undefined) return undefined;
  const referred = isKnown && written !== undefined ? [] : referredValues(expression.references, scope);
  if (isKnown) return knownArgument(written, planned, referred, scope);
  if (written !== undefined && !(written instanceof Unknown)) return written;
  if (isList || Array.isArray(planned)) {
    const known = Array.isArray(planned) ? knownElements(planned, unknown, scope) : [];
    return [...known, ...(referred.length > 0 ? referred : [new Unknown("a list")])];
  }
  const [only, ...others] = referred;
  return only !== undefined && others.length === 0 ? only : new Unknown(textOf(expression));
}

/** What is written may say more than the plan: which resource an id is of, and what a provider keeps only a digest of. */
function settled(written: Value, planned: unknown, isKnown: boolean, scope: PlannedScope): Value {
  if (!isKnown) return written;
  if (Array.isArray(written) && Array.isArray(planned) && written.length === planned.length)
    return (written as readonly Value[]).map((each, index) => settled(each, planned[index], true, scope));
  return written instanceof Reference && !isIdentity(written) ? knownValue(planned, false, scope) : written;
}

function knownArgument(written: Value, planned: unknown, referred: readonly Value[], scope: PlannedScope): Value {
  if (typeof planned === "string" && DIGEST.test(planned)) return written ?? new Unknown("what has this digest");
  const [only] = referred;
  if (Array.isArray(planned))
    return referred.length === planned.length && referred.every(isIdentity)
      ? referred
      : knownValue(planned, false, scope);
  return only !== undefined && referred.length === 1 && isIdentity(only) ? only : knownValue(planned, false, scope);
}

/** Providers keep a SHA-1 in the place of a boot configuration. */
const DIGEST = /^[0-9a-f]{40}$/;

function isIdentity(value: Value): boolean {
  if (!(value instanceof Reference)) return false;
  const last = value.path.findLast((step) => typeof step === "string");
  return last === undefined || /(?:^|_)ids?$/.test(last);
}

/** Whether a part of it is not known. */
function isOpen(value: Value): boolean {
  if (Array.isArray(value)) return (value as readonly Value[]).some(isOpen);
  if (isValueRecord(value)) return Object.values(value).some(isOpen);
  return value instanceof Unknown || (typeof value === "string" && isPartlyUnknown(value));
}

/** What the references in an expression yield, each the furthest that is told; an unknown for what is not followed. */
function referredValues(references: unknown, scope: PlannedScope): Value[] {
  const all = (Array.isArray(references) ? references : []).filter((each) => typeof each === "string");
  const furthest = [...new Set(all)].filter(
    (each) => !all.some((other) => other.startsWith(`${each}.`) || other.startsWith(`${each}[`)),
  );
  return furthest
    .filter((each) => !CHOOSES_AN_INSTANCE.test(each))
    .flatMap((each): readonly Value[] => {
      const expression = parseExpression(each);
      const found = expression?.kind === "traversal" ? scope.resolveAll(expression.steps) : [];
      return found.length > 0 ? found : [new Unknown(each)];
    });
}

const CHOOSES_AN_INSTANCE = /^(?:each\.key|count\.index)$/;

/** Of planned blocks each has the expressions of the first written one that does not contradict it: sets have no order. */
function blocksValue(written: readonly unknown[], planned: unknown, unknown: unknown, scope: PlannedScope): Value {
  const expressions = written.filter(isRecord);
  if (!Array.isArray(planned)) return expressions.map((each) => blockValue(each, undefined, true, scope));
  const left = [...expressions];
  return planned.map((block: unknown, index) => {
    const mask = elementOf(unknown, index);
    const fitting = left.findIndex((each) => agrees(each, block));
    const [expression] = fitting < 0 ? [] : left.splice(fitting, 1);
    return expression ? blockValue(expression, block, mask, scope) : knownValue(block, mask, scope);
  });
}

function blockValue(expressions: JsonRecord, planned: unknown, unknown: unknown, scope: PlannedScope): Value {
  return Object.fromEntries(
    Object.entries(expressions).map(([name, expression]) => [
      name,
      plannedValue(
        { expression, planned: elementOf(planned, name), unknown: elementOf(unknown, name), isList: false },
        scope,
      ),
    ]),
  );
}

function agrees(expressions: JsonRecord, block: unknown): boolean {
  return Object.entries(expressions).every(([name, expression]) => {
    const constant = isRecord(expression) ? expression.constant_value : undefined;
    const planned = elementOf(block, name);
    if (planned === undefined || planned === null || typeof constant === "object" || constant === undefined)
      return true;
    const isTemplate = typeof constant === "string" && constant.includes("${");
    return isTemplate || typeof planned === "object" || JSON.stringify(planned) === JSON.stringify(constant);
  });
}

function knownElements(planned: readonly unknown[], unknown: unknown, scope: PlannedScope): Value[] {
  return planned
    .filter((_, index) => !hasUnknown(elementOf(unknown, index)))
    .map((each) => knownValue(each, false, scope));
}

/** What the plan knows, ids turned into references to their resources. */
function knownValue(planned: unknown, unknown: unknown, scope: PlannedScope): Value {
  if (unknown === true) return new Unknown("a value that is known after apply");
  if (typeof planned === "string") {
    const resource = scope.withId(planned);
    return resource ? new Reference(resource, ["id"]) : planned;
  }
  if (Array.isArray(planned))
    return planned.map((each: unknown, index) => knownValue(each, elementOf(unknown, index), scope));
  if (!isRecord(planned)) return typeof planned === "number" || typeof planned === "boolean" ? planned : undefined;
  const names = new Set([...Object.keys(planned), ...(isRecord(unknown) ? Object.keys(unknown) : [])]);
  return Object.fromEntries(
    [...names].map((name) => [name, knownValue(planned[name], elementOf(unknown, name), scope)]),
  );
}

function elementOf(value: unknown, step: string | number): unknown {
  if (value === true) return true;
  if (Array.isArray(value)) return typeof step === "number" ? value[step] : undefined;
  return isRecord(value) ? value[step] : undefined;
}

function hasUnknown(unknown: unknown): boolean {
  if (Array.isArray(unknown)) return unknown.some(hasUnknown);
  return isRecord(unknown) ? Object.values(unknown).some(hasUnknown) : unknown === true;
}

function isListOfRecords(value: unknown): value is readonly JsonRecord[] {
  return Array.isArray(value) && value.length > 0 && value.every(isRecord);
}

/** An expression, and not the expressions of a block. */
function isExpression(value: JsonRecord): boolean {
  return Object.keys(value).every((key) => key === "constant_value" || key === "references");
}

function textOf({ constant_value: constant, references }: JsonRecord): string {
  if (typeof constant === "string") return constant;
  return Array.isArray(references) && references.length > 0 ? references.join(", ") : "an expression";
}
