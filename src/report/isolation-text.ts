import { formatAddresses } from "../analysis/sets/ipv4-addresses";
import type { Isolation } from "../analysis/isolation/isolation";
import type { Violation } from "../analysis/isolation/judgement/violation";
import type { Hop } from "../analysis/isolation/judgement/witness";

/** The verdict, each violation with its witness, and what was not understood. */
export function reportIsolation(environment: string, { paths, violations, notUnderstood }: Isolation): string {
  const counted = `${paths.all.length} open paths between ${paths.machines.length} classes of machines and ${paths.topology.loadBalancers.size} load balancers`;
  const verdict =
    violations.length === 0
      ? `${environment}: PASS, ${counted}, all of them declared\n`
      : `${environment}: FAIL, ${counted}, ${violations.length} ${violations.length === 1 ? "violation" : "violations"}\n`;
  const understood =
    notUnderstood.length === 0
      ? ""
      : `\nNot understood, so nothing is said about it:\n${notUnderstood.map(({ stack, address, what }) => `  ${stack} ${address}: ${what}\n`).join("")}`;
  return [verdict, ...violations.map(reportViolation), understood].join("");
}

function reportViolation({ from, to, sources, destinations, services, because, witness }: Violation): string {
  return [
    `\n${from} reaches ${to}: ${services.toString()}\n`,
    `  from ${formatAddresses(sources)} to ${formatAddresses(destinations)}: ${because}\n`,
    ...witness.map(reportHop),
  ].join("");
}

/** One hop: the line in the YAML, the resource, what it does. */
export function reportHop({ stack, address, what, source }: Hop): string {
  return `    ${source ?? "no line"}  ${stack} ${address}: ${what}\n`;
}
