import type { SynthesizedEnvironment } from "../app/synthesize";
import { formatFault, type Fault } from "../environment/yaml";

/** One line a fault, and how many there are. */
export function reportFaults(faults: readonly Fault[]): string {
  const lines = faults.map((fault) => `${formatFault(fault)}\n`);
  return `${lines.join("")}${faults.length} ${faults.length === 1 ? "error" : "errors"}\n`;
}

/** One line an environment: `prod: 23 stacks, 3120 resources, 4.2 s`. */
export function reportSynthesis(environments: readonly SynthesizedEnvironment[]): string {
  return environments
    .map(
      ({ environment, stacks, resources, seconds }) =>
        `${environment}: ${stacks} stacks, ${resources} resources, ${seconds.toFixed(1)} s\n`,
    )
    .join("");
}

/** One line for an environment whose YAML is right. */
export function reportValid(environment: string): string {
  return `${environment}: valid\n`;
}
