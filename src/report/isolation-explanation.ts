import type { Explanation } from "../analysis/isolation/explanation/explain";
import type { Step } from "../analysis/isolation/explanation/steps";
import type { MatrixCell } from "../analysis/isolation/explanation/matrix";
import { reportHop } from "./isolation-text";

/** Each way with its steps, or where everything ends. */
export function reportExplanation({ ways, stopped }: Explanation): string {
  if (ways.length === 0) return `stopped\n${stopped.map((reason) => `  ${reason}\n`).join("")}`;
  return reportWays(ways);
}

/** Each way with its steps, an empty line between two. */
export function reportWays(ways: readonly (readonly Step[])[]): string {
  return ways
    .map((steps, index) => `${index === 0 ? "" : "\n"}passes${relays(steps)}\n${steps.map(reportStep).join("")}`)
    .join("");
}

function relays({ length }: readonly Step[]): string {
  return length > 1 ? `, in ${length} steps` : "";
}

function reportStep({ from, to, services, witness }: Step): string {
  return `  ${from} reaches ${to}: ${services.toString()}\n${witness.map(reportHop).join("")}`;
}

/** One line for each pair between which something passes. */
export function reportMatrix(cells: readonly MatrixCell[]): string {
  return cells.map(({ from, to, services }) => `${from} -> ${to}: ${services.toString()}\n`).join("");
}

export function reportExplanationJson({ ways, stopped }: Explanation): string {
  const shown = ways.map((steps) => steps.map((step) => ({ ...step, services: step.services.toString() })));
  return `${JSON.stringify({ passes: ways.length > 0, ways: shown, stopped }, undefined, 1)}\n`;
}

export function reportMatrixJson(cells: readonly MatrixCell[]): string {
  return `${JSON.stringify(
    cells.map((cell) => ({ ...cell, services: cell.services.toString() })),
    undefined,
    1,
  )}\n`;
}
