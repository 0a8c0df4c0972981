import { AUTHORITY_DAYS } from "../../src/constructs/pki/certificate-authority";
import { SIMULATED_TIME } from "../../src/simulation/values/generic";
import type { Resolve } from "../../src/terraform/expressions";

const DAY = 24 * 60 * 60 * 1000;

/** When an authority ends that simulated clouds made; the true end is known only after apply. */
export const VALIDITY_END = new Date(Date.parse(SIMULATED_TIME) + AUTHORITY_DAYS * DAY)
  .toISOString()
  .replace(".000Z", "Z");

/** What references yield in stacks that nobody applies: times a time, everything else the given sign. */
export function standInReferences(sign: string): Resolve {
  return (reference) => validityEnd(reference) ?? sign;
}

/** @returns undefined when the reference leads to something else */
export function validityEnd(reference: string): string | undefined {
  return reference.endsWith("validity_end_time") ? VALIDITY_END : undefined;
}
