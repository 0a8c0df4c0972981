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
      return Array.isArray(issue.options) ? `expected ${oneOf(issue.options.map(String))}` : undefined;
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
  const limits = limitsOf(schema);
  if (schema instanceof z.core.$ZodNumber)
    return `${limits.isWhole ? "a whole number" : "a number"}${numberBounds(limits)}`;
  if (schema instanceof z.core.$ZodString) return `text${lengthBounds(limits, "character", "characters")}`;
  if (schema instanceof z.core.$ZodArray) return `a list${lengthBounds(limits, "entry", "entries")}`;
  if (schema instanceof z.core.$ZodBoolean) return "true or false";
  if (schema instanceof z.core.$ZodNull || schema instanceof z.core.$ZodUndefined) return "nothing";
  // Of unions only those with a discriminator object to a type, and their branches are mappings.
  return "a mapping";
}

interface Limits {
  readonly isWhole: boolean;
  readonly least?: number;
  readonly most?: number;
  readonly above?: number;
  readonly below?: number;
}

function limitsOf(schema: Schema): Limits {
  const own = schema instanceof z.core.$ZodNumberFormat ? [schema] : [];
  return [...own, ...(schema._zod.def.checks ?? [])].reduce<Limits>(
    (limits, check) => ({ ...limits, ...limitOf(check) }),
    { isWhole: false },
  );
}

function limitOf(check: z.core.$ZodCheck | z.core.$ZodNumberFormat): Partial<Limits> {
  if (check instanceof z.core.$ZodCheckNumberFormat) return { isWhole: check._zod.def.format.includes("int") };
  if (check instanceof z.core.$ZodCheckGreaterThan) {
    const { value, inclusive } = check._zod.def;
    return inclusive ? { least: Number(value) } : { above: Number(value) };
  }
  if (check instanceof z.core.$ZodCheckLessThan) {
    const { value, inclusive } = check._zod.def;
    return inclusive ? { most: Number(value) } : { below: Number(value) };
  }
  if (check instanceof z.core.$ZodCheckMinLength) return { least: check._zod.def.minimum };
  if (check instanceof z.core.$ZodCheckMaxLength) return { most: check._zod.def.maximum };
  if (check instanceof z.core.$ZodCheckLengthEquals)
    return { least: check._zod.def.length, most: check._zod.def.length };
  return {};
}

/** Such as ` from 1 to 7` or ` of at least 1`. */
function numberBounds({ least, most, above, below }: Limits): string {
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  const lower = least === undefined ? above !== undefined && ` above ${above}` : ` of at least ${least}`;
  const upper = most === undefined ? below !== undefined && ` below ${below}` : ` of at most ${most}`;
  return [lower, upper].filter((text) => text !== false).join(" and");
}

/** Such as ` of 1 to 64 characters` or ` of at least 1 entry`. */
function lengthBounds({ least, most }: Limits, unit: string, units: string): string {
  const counted = (count: number) => `${count} ${count === 1 ? unit : units}`;
  if (least === undefined) return most === undefined ? "" : ` of at most ${counted(most)}`;
  if (most === undefined) return ` of at least ${counted(least)}`;
  return least === most ? ` of ${counted(most)}` : ` of ${least} to ${counted(most)}`;
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
  if (typeof issue.prefix === "string") return `text that starts with ${JSON.stringify(issue.prefix)}`;
  if (typeof issue.suffix === "string") return `text that ends with ${JSON.stringify(issue.suffix)}`;
  if (typeof issue.includes === "string") return `text with ${JSON.stringify(issue.includes)} in it`;
  return FORMATS[issue.format] ?? (issue.pattern === undefined ? issue.format : `text of the form ${issue.pattern}`);
}
