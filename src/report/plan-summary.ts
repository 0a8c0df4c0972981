import type { PlannedAction, ResourceChange } from "../simulation/engine/resource-changes";
import { losesSomething } from "../simulation/engine/resource-changes";
import type { StackPlan } from "../simulation/engine/stack-plan";
import { presenceNote } from "./plan-text";

const WORDS: Readonly<Record<PlannedAction, string>> = {
  create: "created",
  update: "updated in place",
  replace: "replaced",
  destroy: "destroyed",
  forget: "forgotten",
};

/**
 * What a set of plans does, for a reviewer: first what `prevent_destroy` was to keep and what loses data although Terraform
 * shows a harmless update, then each stack that changes, then one line for all.
 */
export function reportPlanSummary(plans: readonly StackPlan[]): string {
  const all = plans.flatMap(({ stack, changes }) => changes.map((change) => ({ stack, change })));
  const lost = all.filter(({ change }) => losesSomething(change));
  const changed = plans.filter((plan) => plan.changed || plan.presence === "vanished");
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
    ...changed.map(stackSummary),
    total(plans),
  ].join("");
}

interface PlacedChange {
  readonly stack: string;
  readonly change: ResourceChange;
}

function alarm(word: string, one: string, several: string, changes: readonly PlacedChange[]): string {
  if (changes.length === 0) return "";
  const title = changes.length === 1 ? `1 resource ${one}` : `${changes.length} resources ${several}`;
  const lines = changes.map(({ stack, change }) => `  ${stack}  ${changeLine(change)}\n`);
  return `${word}: ${title}\n${lines.join("")}\n`;
}

function stackSummary(plan: StackPlan): string {
  const lines = plan.changes.filter(losesSomething).map((change) => `  ${changeLine(change)}\n`);
  const outputsOnly = plan.changed && plan.changes.length === 0;
  return `${plan.stack}${presenceNote(plan)}: ${outputsOnly ? "only outputs change" : counts(plan.changes)}\n${lines.join("")}`;
}

/** `replaced  openstack_lb_listener_v2.api: protocol_port`. */
function changeLine(change: ResourceChange): string {
  const why = change.destroysData ?? change.why.join(", ");
  return `${WORDS[change.action]}  ${change.address}${why === "" ? "" : `: ${why}`}`;
}

function total(plans: readonly StackPlan[]): string {
  const stacks = `${plans.length} ${plans.length === 1 ? "stack" : "stacks"}`;
  const unchanged = plans.filter(({ changed }) => !changed).length;
  return `${stacks}, ${unchanged} without changes: ${counts(plans.flatMap(({ changes }) => changes))}\n`;
}

/** `12 created, 1 updated in place, 0 replaced, 2 destroyed`: always the four, so that nobody misses one. */
function counts(changes: readonly ResourceChange[]): string {
  const number = (action: PlannedAction) => changes.filter((change) => change.action === action).length;
  const always = (["create", "update", "replace", "destroy"] as const).map(
    (action) => `${number(action)} ${WORDS[action]}`,
  );
  return [...always, ...(number("forget") > 0 ? [`${number("forget")} ${WORDS.forget}`] : [])].join(", ");
}
