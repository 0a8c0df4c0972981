import type { Resolve } from "../../src/terraform/expressions";

/** An end of a certificate's validity; the true one is known only after apply. */
export const VALIDITY_END = "2036-01-31T00:00:00Z";

/** What references yield in stacks that nobody applies: times a time, everything else the given sign. */
export function standInReferences(sign: string): Resolve {
  return (reference) => validityEnd(reference) ?? sign;
}

/** @returns undefined when the reference leads to something else */
export function validityEnd(reference: string): string | undefined {
  return reference.endsWith("validity_end_time") ? VALIDITY_END : undefined;
}
