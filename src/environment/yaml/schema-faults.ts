import type { z } from "zod";
import { shown } from "../values";
import { expectation, meant } from "./expectation";
import type { Path } from "./place";

type Issue = z.core.$ZodIssue;

/** Something that a schema objects to, in a value without places. */
export interface SchemaFault {
  readonly path: Path;
  /** Whether the key is at fault rather than its value. */
  readonly isKey: boolean;
  readonly message: string;
}

/** Checks a plain value against a schema: the schema's output, or every fault. */
export function checkValue<Schema extends z.ZodType>(
  value: unknown,
  schema: Schema,
): { readonly value: z.output<Schema> } | { readonly faults: readonly SchemaFault[] } {
  const result = schema.safeParse(value, { error: expectation });
  if (result.success) return { value: result.data };
  return { faults: result.error.issues.flatMap((issue) => describeIssue(value, issue, [])) };
}

function describeIssue(root: unknown, issue: Issue, parent: Path): SchemaFault[] {
  const path = [...parent, ...issue.path.filter((part) => typeof part !== "symbol")];
  switch (issue.code) {
    case "unrecognized_keys": {
      const messages = issue.message.split("\n");
      return issue.keys.map((key, index) => ({
        path: [...path, key],
        isKey: true,
        message: messages[index] ?? "unknown key",
      }));
    }
    case "invalid_key":
      return issue.issues.map(({ message }) => ({ path, isKey: true, message: say(path.at(-1), message) }));
    case "invalid_element":
      return issue.issues.flatMap((inner) => describeIssue(root, inner, path));
    case "invalid_union":
      return describeUnion(root, issue, path);
    default:
      return [faultAt(root, path, issue.message)];
  }
}

/** The faults of the branch that was probably meant. When the value as a whole fits none, all branches are named. */
function describeUnion(root: unknown, issue: z.core.$ZodIssueInvalidUnion, path: Path): SchemaFault[] {
  const given = valueAt(root, path);
  if ("options" in issue) {
    return [faultAt(root, path, `${issue.message}${meant(given, issue.options)}`)];
  }
  const branches: Issue[][] = issue.errors;
  const inside = branches.filter((issues) => !issues.some((inner) => inner.path.length === 0 && !isUnknownKey(inner)));
  const [nearest] = inside.sort((left, right) => left.length - right.length);
  if (nearest) return nearest.flatMap((inner) => describeIssue(root, inner, path));
  const phrases = new Set(branches.flatMap((issues) => issues.slice(0, 1).map(({ message }) => message)));
  return [
    faultAt(root, path, `expected ${[...phrases].map((phrase) => phrase.replace(/^expected /, "")).join(" or ")}`),
  ];
}

function isUnknownKey({ code }: Issue): boolean {
  return code === "unrecognized_keys";
}

function faultAt(root: unknown, path: Path, message: string): SchemaFault {
  const given = valueAt(root, path);
  return { path, isKey: false, message: given === undefined ? `missing, ${message}` : say(given, message) };
}

/** A schema's own message may already say what was given. */
function say(given: unknown, message: string): string {
  if (message.startsWith("got ")) return message;
  return message.startsWith("expected ") ? `got ${shown(given)}, ${message}` : `got ${shown(given)}: ${message}`;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    const child: unknown = Reflect.get(value, part);
    return child;
  }, root);
}
