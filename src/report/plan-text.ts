import type { StackPlan } from "../simulation/engine/stack-plan";

/** Terraform's own text of each plan under the name of its stack. */
export function reportPlanTexts(plans: readonly StackPlan[]): string {
  return plans.map((plan) => `# stack ${plan.stack}${presenceNote(plan)}\n${plan.text ?? "No changes.\n"}\n`).join("");
}

/** What a reader has to know of a stack that stands on one side only. */
export function presenceNote({ presence }: StackPlan): string {
  switch (presence) {
    case "new":
      return " (new)";
    case "vanished":
      return " (no longer synthesized: nothing destroys it unless somebody does)";
    case "kept":
      return "";
  }
}
