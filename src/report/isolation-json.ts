import { formatAddresses } from "../analysis/sets/ipv4-addresses";
import type { Isolation } from "../analysis/isolation/isolation";

/** The verdict for programs. */
export function reportIsolationJson(environment: string, { violations, transits, notUnderstood }: Isolation): string {
  const verdict = violations.length === 0 ? "pass" : "fail";
  const shown = violations.map(({ sources, destinations, services, ...others }) => ({
    ...others,
    sources: formatAddresses(sources),
    destinations: formatAddresses(destinations),
    services: services.toString(),
  }));
  const passedOn = transits.map(({ sources, destinations, ...others }) => ({
    ...others,
    sources: formatAddresses(sources),
    destinations: formatAddresses(destinations),
  }));
  return `${JSON.stringify({ environment, verdict, violations: shown, transits: passedOn, notUnderstood }, undefined, 1)}\n`;
}
