import type { Isolation } from "../analysis/isolation/isolation";
import type { Product } from "../analysis/isolation/judgement/witness";
import type { Judged } from "./isolation-text";
import { formatAddresses } from "../analysis/sets/ipv4-addresses";

/** The verdict for programs. */
export function reportIsolationJson(environment: string, result: Isolation & Judged): string {
  const { violations, notUnderstood, isDeclared = true } = result;
  const verdict = violations.length > 0 ? "fail" : isDeclared ? "pass" : "not judged";
  return `${JSON.stringify({ environment, verdict, violations: violations.map(productJson), notUnderstood }, undefined, 1)}\n`;
}

/** What passes, its sets as text. */
export function productJson(passing: Product): object {
  const { sources, destinations, services, ...others } = passing;
  return {
    ...others,
    sources: formatAddresses(sources),
    destinations: formatAddresses(destinations),
    services: services.toString(),
  };
}
