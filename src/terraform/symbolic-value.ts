import type { Resource } from "./stack";

/**
 * An attribute of a resource that only its provider knows. It is an identity: two references to one attribute of one resource
 * are the same value.
 */
export class Reference {
  constructor(
    readonly resource: Resource,
    /** `["id"]`, `["all_fixed_ips", 0]`. */
    readonly path: readonly (string | number)[],
  ) {}

  /** As it stands inside of a text that is otherwise known. */
  toString(): string {
    return unknownText(`${this.resource.stack}/${this.resource.address}.${this.path.join(".")}`);
  }
}

/** What an expression yields that is not evaluated here, such as a variable without a default or a call of a function. */
export class Unknown {
  constructor(readonly expression: string) {}

  toString(): string {
    return unknownText(this.expression);
  }
}

/** A value of Terraform's language, as far as it is known before anything is applied. */
export type Value = string | number | boolean | null | undefined | Reference | Unknown | readonly Value[] | ValueRecord;

export interface ValueRecord {
  readonly [key: string]: Value;
}

/** Whether a text has a part that is known only after apply. */
export function isPartlyUnknown(text: string): boolean {
  return text.includes(UNKNOWN_START);
}

export function isValueRecord(value: Value): value is ValueRecord {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Reference) &&
    !(value instanceof Unknown)
  );
}

const UNKNOWN_START = "\u27e6";
const UNKNOWN_END = "\u27e7";

function unknownText(what: string): string {
  return `${UNKNOWN_START}${what}${UNKNOWN_END}`;
}
