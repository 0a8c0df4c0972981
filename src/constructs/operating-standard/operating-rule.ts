import type { MatchedResources } from "./matched-resources";

/** Whose objects a rule is for. */
export type RuleScope =
  /** Those in the namespaces of vendors. */
  | "vendors"
  /** Those in every namespace but the gateway's. */
  | "all-but-gateway";

/** A rule of the operating standard, in a form that knows nothing of admission policies. */
export interface OperatingRule {
  /** What the rule is about, in lower case with hyphens: part of the policy's name, so it is kept for good. */
  readonly name: string;
  readonly resources: MatchedResources;

  /**
   * CEL that yields a list of texts: the parts of the object that break the rule, empty where none does. It may use
   * `object` and the variables of `cel-variables.ts`.
   */
  readonly offenders: string;

  /** What is wrong with the offenders, which are named after it. */
  readonly fault: string;
  /** What is allowed and what to do, for the vendor who reads the refusal. */
  readonly remedy: string;

  /** @default "vendors" */
  readonly scope?: RuleScope;
}

/** What the API server says of an object that breaks a rule. */
export function refusal({ fault, remedy }: Pick<OperatingRule, "fault" | "remedy">, offenders: readonly string[]) {
  return `${fault}: ${offenders.join(SEPARATOR)}. ${remedy}.`;
}

/** The same in CEL, where only the API server knows the offenders. */
export function refusalExpression({ fault, remedy }: OperatingRule, offenders: string): string {
  return `${celText(`${fault}: `)} + ${offenders}.join(${celText(SEPARATOR)}) + ${celText(`. ${remedy}.`)}`;
}

/** A text as CEL has it: in double quotes with the escapes of JSON. */
export function celText(text: string): string {
  return JSON.stringify(text);
}

/** A list of texts in CEL. */
export function celTexts(texts: readonly string[]): string {
  return `[${texts.map(celText).join(", ")}]`;
}

const SEPARATOR = ", ";
