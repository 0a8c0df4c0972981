import { formatAddresses } from "../analysis/sets/ipv4-addresses";
import type { Isolation } from "../analysis/isolation/isolation";
import type { Product } from "../analysis/isolation/judgement/witness";
import type { Judged } from "./isolation-text";

/** The verdict for programs. */
export function reportIsolationJson(environment: string, result: Isolation & Judged): string {
  const { violations, transits, notUnderstood, isDeclared = true } = result;
  const verdict = violations.length > 0 ? "fail" : isDeclared ? "pass" : "not judged";
  const passedOn = transits.map(addressesAsText);
  return `${JSON.stringify({ environment, verdict, violations: violations.map(productJson), transits: passedOn, notUnderstood }, undefined, 1)}\n`;
}

/** What passes, its sets as text. */
export function productJson(passing: Product): object {
  return { ...addressesAsText(passing), services: passing.services.toString() };
}

function addressesAsText(passing: Pick<Product, "sources" | "destinations">): object {
  const { sources, destinations, ...others } = passing;
  return { ...others, sources: formatAddresses(sources), destinations: formatAddresses(destinations) };
}
