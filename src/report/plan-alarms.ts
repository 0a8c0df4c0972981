import { losesSomething, type ResourceChange } from "../simulation/engine/resource-changes";
import type { StackPlan } from "../simulation/engine/stack-plan";
import { changeLine } from "./plan-words";

interface PlacedChange {
  readonly stack: string;
  readonly change: ResourceChange;
}

/**
 * What stands above everything else: what `prevent_destroy` was to keep, then what loses data although Terraform shows a
 * harmless update. Empty when there is neither.
 */
export function reportPlanAlarms(plans: readonly StackPlan[]): string {
  const lost = plans
    .flatMap(({ stack, changes }) => changes.map((change) => ({ stack, change })))
    .filter(({ change }) => losesSomething(change));
  return [
    alarm(
      "PROTECTED",
      "carries prevent_destroy and would be lost",
      "carry prevent_destroy and would be lost",
      lost.filter(({ change }) => change.isProtected),
    ),
    alarm(
      "DESTRUCTIVE",
      "changes in place, but loses its data",
      "change in place, but lose their data",
      lost.filter(({ change }) => !change.isProtected && change.destroysData !== undefined),
    ),
  ].join("");
}

function alarm(word: string, one: string, several: string, changes: readonly PlacedChange[]): string {
  if (changes.length === 0) return "";
  const title = changes.length === 1 ? `1 resource ${one}` : `${changes.length} resources ${several}`;
  const lines = changes.map(({ stack, change }) => `  ${stack}  ${changeLine(change)}\n`);
  return `${word}: ${title}\n${lines.join("")}\n`;
}
