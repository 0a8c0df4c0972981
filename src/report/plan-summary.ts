import { losesSomething } from "../simulation/engine/resource-changes";
import type { StackPlan } from "../simulation/engine/stack-plan";
import { reportPlanAlarms } from "./plan-alarms";
import { changeCounts, changeLine, planTotal, presenceNote } from "./plan-words";

/** What a set of plans does, for a reviewer: first the alarms, then each stack that changes, then one line for all. */
export function reportPlanSummary(plans: readonly StackPlan[]): string {
  const changed = plans.filter((plan) => plan.changed || plan.presence === "vanished");
  return [reportPlanAlarms(plans), ...changed.map(stackSummary), planTotal(plans)].join("");
}

function stackSummary(plan: StackPlan): string {
  const { changes } = plan;
  const lines = changes.filter(losesSomething).map((change) => `  ${changeLine(change)}\n`);
  const counts = plan.changed && changes.length === 0 ? "only outputs change" : changeCounts(changes);
  return `${plan.stack}${presenceNote(plan)}: ${counts}\n${lines.join("")}`;
}
