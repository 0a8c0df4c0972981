import { textParts } from "./expressions";
import { parseExpression, type Expression } from "./hcl-expression";
import { isRecord } from "./json-record";
import type { Steps } from "./stack";
import { isValueRecord, Reference, Unknown, type Value } from "./symbolic-value";
import { asText, callFunction } from "./terraform-functions";

/** What a reference yields; undefined when nothing is known of it. */
export type ResolveSteps = (steps: Steps) => Value;

/** A text of more characters is hardly another's as well. References across stacks have up to 300. */
const LONGEST_KEPT = 500;

/** What texts yield by one way to resolve: many resources refer to the same subnet, the same group, the same pool. */
const evaluated = new WeakMap<ResolveSteps, Map<string, { readonly value: Value }>>();

/**
 * The value of something in Terraform's JSON syntax, its expressions evaluated as far as they are known.
 *
 * @param resolve must yield the same for ever: what a short text yields by it is kept
 */
export function evaluateWritten(written: unknown, resolve: ResolveSteps): Value {
  if (typeof written === "string") return evaluateTemplate(written, resolve);
  if (Array.isArray(written)) return written.map((item: unknown) => evaluateWritten(item, resolve));
  if (isRecord(written))
    return Object.fromEntries(Object.entries(written).map(([key, inner]) => [key, evaluateWritten(inner, resolve)]));
  return typeof written === "number" || typeof written === "boolean" ? written : undefined;
}

/** The value of an expression's text; an {@link Unknown} when it is not evaluated. */
export function evaluateText(text: string, resolve: ResolveSteps): Value {
  const expression = parseExpression(text);
  return (expression && evaluateExpression(expression, resolve)) ?? new Unknown(text);
}

/** Follows steps into a value. */
export function valueWithin(value: Value, steps: Steps): Value {
  return steps.reduce<Value>((inner, step) => {
    if (inner instanceof Reference) return new Reference(inner.resource, [...inner.path, step]);
    if (Array.isArray(inner)) return typeof step === "number" ? (inner as readonly Value[])[step] : undefined;
    return isValueRecord(inner) ? inner[step] : undefined;
  }, value);
}

function evaluateTemplate(text: string, resolve: ResolveSteps): Value {
  if (!text.includes("${") && !text.includes("%{")) return text;
  if (text.length > LONGEST_KEPT) return evaluateParts(text, resolve);
  const kept = evaluated.get(resolve) ?? new Map<string, { readonly value: Value }>();
  evaluated.set(resolve, kept);
  const known = kept.get(text);
  if (known) return known.value;
  const value = evaluateParts(text, resolve);
  kept.set(text, { value });
  return value;
}

function evaluateParts(text: string, resolve: ResolveSteps): Value {
  try {
    const parts = [...textParts(text)];
    const [only] = parts;
    if (parts.length === 1 && only?.kind === "expression") return evaluateText(only.text, resolve);
    return parts
      .map((part) => (part.kind === "literal" ? part.text : asText(evaluateText(part.text, resolve))))
      .join("");
  } catch {
    // Template directives, or braces that do not close.
    return new Unknown(text);
  }
}

/** Undefined when it cannot be evaluated. */
function evaluateExpression(expression: Expression, resolve: ResolveSteps): Value {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return evaluateTemplate(expression.text, resolve);
    case "list":
      return expression.items.map((item) => evaluateExpression(item, resolve) ?? new Unknown("an expression"));
    case "object":
      return Object.fromEntries(
        expression.fields.map(([key, value]) => [key, evaluateExpression(value, resolve) ?? new Unknown(key)]),
      );
    case "call":
      return callFunction(
        expression.name,
        expression.given.map((each) => evaluateExpression(each, resolve)),
      );
    case "traversal":
      return resolve(expression.steps);
  }
}
