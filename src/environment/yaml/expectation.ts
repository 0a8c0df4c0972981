import { z } from "zod";
import { suggestion } from "../values";

type Issue = z.core.$ZodRawIssue;
type Schema = z.core.$ZodType;

/**
 * What a schema allows, in this project's words; zod asks for it where the schema has no words of its own. Several unknown
 * keys are one issue of zod and several faults of ours, so their message has a line for each.
 */
export function expectation(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
    case "too_small":
    case "too_big":
      return issue.schema && `expected ${describe(issue.schema)}`;
    case "invalid_value":
      return `expected ${oneOf(issue.values)}${meant(issue.input, issue.values)}`;
    case "invalid_union":
      return Array.isArray(issue["options"]) ? `expected ${oneOf(issue["options"].map(String))}` : undefined;
    case "unrecognized_keys":
      return unknownKeys(issue.keys, issue.inst && keysOf(issue.inst));
    case "not_multiple_of":
      return `expected a multiple of ${issue.divisor}`;
    case "invalid_format":
      return `expected ${describeFormat(issue)}`;
    default:
      return undefined;
  }
}

/** What `given` probably means among the values that are allowed. */
export function meant(given: unknown, allowed: readonly z.core.util.Primitive[]): string {
  return typeof given === "string" ? suggestion(given, allowed.map(String)) : "";
}

function unknownKeys(keys: readonly string[], allowed: readonly string[] = []): string {
  const names = allowed.length > 0 ? allowed.join(", ") : "none";
  return keys.map((key) => `unknown key, allowed: ${names}${suggestion(key, allowed)}`).join("\n");
}

function keysOf(inst: Schema | z.core.$ZodCheck): string[] {
  if (inst instanceof z.core.$ZodObject) return Object.keys(inst._zod.def.shape);
  if (inst instanceof z.core.$ZodRecord) return [...(inst._zod.def.keyType._zod.values ?? [])].map(String);
  return [];
}

function describe(schema: Schema): string {
  if (schema instanceof z.core.$ZodNumber) return describeNumber(schema);
  if (schema instanceof z.core.$ZodString) return `text${bounds(schema._zod.bag, "character")}`;
  if (schema instanceof z.core.$ZodBoolean) return "true or false";
  if (schema instanceof z.core.$ZodArray) return `a list${bounds(schema._zod.bag, "entry", "entries")}`;
  if (schema instanceof z.core.$ZodObject || schema instanceof z.core.$ZodRecord) return "a mapping";
  if (schema instanceof z.core.$ZodNull || schema instanceof z.core.$ZodUndefined) return "nothing";
  return `a value of type ${schema._zod.def.type}`;
}

function describeNumber(schema: z.core.$ZodNumber): string {
  const { format, multipleOf, ...limits } = schema._zod.bag;
  return `${format?.includes("int") === true ? "a whole number" : "a number"}${bounds(limits)}`;
}

interface Limits {
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly exclusiveMinimum?: unknown;
  readonly exclusiveMaximum?: unknown;
}

/** Such as ` of at least 1`, ` from 1 to 7` or ` of at most 40 characters`. */
function bounds(limits: Limits, unit = "", units = unit === "" ? "" : `${unit}s`): string {
  const minimum = limit(limits.minimum);
  const maximum = limit(limits.maximum);
  const counted = (count: number) => (unit === "" ? "" : ` ${count === 1 ? unit : units}`);
  if (minimum !== undefined && maximum !== undefined) {
    const span = minimum === maximum ? `${minimum}` : `${minimum} to ${maximum}`;
    return unit === "" ? ` from ${minimum} to ${maximum}` : ` of ${span}${counted(maximum)}`;
  }
  if (minimum !== undefined) return ` of at least ${minimum}${counted(minimum)}`;
  if (maximum !== undefined) return ` of at most ${maximum}${counted(maximum)}`;
  const above = limit(limits.exclusiveMinimum);
  const below = limit(limits.exclusiveMaximum);
  return `${above === undefined ? "" : ` above ${above}`}${below === undefined ? "" : ` below ${below}`}`;
}

/** Whole numbers are limited to those that a program can count exactly, which is nothing to tell a reader. */
function limit(value: unknown): number | undefined {
  return typeof value === "number" && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
}

function oneOf(values: readonly z.core.util.Primitive[]): string {
  const texts = values.map((value) => (value === "" ? '""' : String(value)));
  return texts.length === 1 ? texts.join("") : `one of ${texts.join(", ")}`;
}

const FORMATS: Readonly<Record<string, string>> = {
  email: "an e-mail address such as team@health.example",
  url: "a URL such as https://health.example/path",
  uuid: "a UUID such as 0f6c2f0e-8a53-4c41-9d5f-2f3f0b6f7a11",
};

function describeFormat(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidStringFormat>): string {
  if (typeof issue["prefix"] === "string") return `text that starts with ${JSON.stringify(issue["prefix"])}`;
  if (typeof issue["suffix"] === "string") return `text that ends with ${JSON.stringify(issue["suffix"])}`;
  if (typeof issue["includes"] === "string") return `text with ${JSON.stringify(issue["includes"])} in it`;
  return FORMATS[issue.format] ?? (issue.pattern === undefined ? issue.format : `text of the form ${issue.pattern}`);
}
