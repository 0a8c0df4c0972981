import type { StackPlan } from "../simulation/engine/stack-plan";
import { reportPlanAlarms } from "./plan-alarms";
import { planTotal, presenceNote } from "./plan-words";

/**
 * Terraform's own text of each plan that changes something, under the name of its stack. The simulation lifts
 * `prevent_destroy`, so what Terraform would have refused stands above.
 */
export function reportPlanTexts(plans: readonly StackPlan[]): string {
  const texts = plans.flatMap((plan) =>
    plan.text === undefined ? [] : [`# stack ${plan.stack}${presenceNote(plan)}\n${plan.text}\n`],
  );
  return [reportPlanAlarms(plans), ...texts, planTotal(plans)].join("");
}
