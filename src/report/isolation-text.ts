import { formatAddresses } from "../analysis/sets/ipv4-addresses";
import type { Isolation } from "../analysis/isolation/isolation";
import type { DeclaredTransit } from "../analysis/isolation/judgement/transits";
import type { Violation } from "../analysis/isolation/judgement/violation";
import { GLOBAL_ADDRESSES } from "../analysis/isolation/reachability/places";
import type { EnvironmentViolations } from "../app/judge-synthesized";
import type { Hop } from "../analysis/isolation/judgement/witness";

/** How far something was judged. */
export interface Judged {
  /**
   * Whether it is known what was meant, so that open paths can be held against it.
   * @default true
   */
  readonly isDeclared?: boolean;
}

/** The verdict, each violation with its witness, and what was not understood. */
export function reportIsolation(environment: string, result: Isolation & Judged): string {
  const { violations, transits, notUnderstood } = result;
  const passedOn =
    transits.length === 0
      ? ""
      : `\nPassed on by routers as asked for, where no filter stands:\n${transits.map(reportTransit).join("")}`;
  const understood =
    notUnderstood.length === 0
      ? ""
      : `\nNot understood, so nothing is said about it:\n${reportNotUnderstood(notUnderstood)}`;
  return [`${reportVerdict(environment, result)}\n`, ...violations.map(reportViolation), passedOn, understood].join("");
}

/** One line without its end: PASS or FAIL, and what it is about. */
export function reportVerdict(environment: string, result: Isolation & Judged): string {
  const { paths, violations, notUnderstood, isDeclared = true } = result;
  const counted = `${paths.all.length} open paths between ${paths.machines.length} classes of machines and ${paths.topology.loadBalancers.size} load balancers`;
  if (violations.length > 0) return `${environment}: FAIL, ${counted}, ${countViolations(violations)}`;
  if (!isDeclared) return `${environment}: NOT JUDGED, ${counted}: nothing is declared for them (see --declared)`;
  const understood = notUnderstood.length === 0 ? "" : " as far as it is understood";
  return `${environment}: PASS${understood}, ${counted}, all of them declared`;
}

/** What a synth says that fails: each environment's violations with their witnesses. */
export function reportViolating(environments: readonly EnvironmentViolations[]): string {
  return environments
    .map(
      ({ environment, violations }) =>
        `${environment}: FAIL, ${countViolations(violations)}: the Terraform is written, do not deploy it\n${violations.map(reportViolation).join("")}`,
    )
    .join("\n");
}

function countViolations({ length }: readonly Violation[]): string {
  return `${length} ${length === 1 ? "violation" : "violations"}`;
}

/** One line for what is alike in several stacks. */
export function reportNotUnderstood(notUnderstood: Isolation["notUnderstood"]): string {
  const alike = new Map<string, { readonly first: string; readonly stacks: Set<string>; count: number }>();
  for (const { stack, address, what, count = 1 } of notUnderstood) {
    const known = alike.get(what);
    if (known) {
      known.stacks.add(stack);
      known.count += count;
    } else alike.set(what, { first: `${stack} ${address}`, stacks: new Set([stack]), count });
  }
  return [...alike]
    .map(([what, { first, stacks, count }]) => {
      const others =
        count > 1 ? ` and ${count - 1} more in ${stacks.size} ${stacks.size === 1 ? "stack" : "stacks"}` : "";
      return `  ${what}: ${first}${others}\n`;
    })
    .join("");
}

/** A violation with its witness, after an empty line. */
export function reportViolation({ from, to, sources, destinations, services, because, witness }: Violation): string {
  return [
    `\n${from} reaches ${to}: ${services.toString()}\n`,
    `  from ${formatAddresses(sources)} to ${formatAddresses(destinations)}: ${because}\n`,
    ...witness.map(reportHop),
  ].join("");
}

/** Whoever is on the internet needs no list of addresses. */
function reportTransit({ from, to, sources, destinations, why, declared }: DeclaredTransit): string {
  const reached = destinations.equals(GLOBAL_ADDRESSES) ? to : `${to} (${formatAddresses(destinations)})`;
  return `  ${from} (${formatAddresses(sources)}) to ${reached}: ${why}\n    ${declared.join(", ")}\n`;
}

/** One hop: the line in the YAML, the resource, what it does. */
export function reportHop({ stack, address, what, source }: Hop): string {
  return `    ${source ?? "no line"}  ${stack} ${address}: ${what}\n`;
}
