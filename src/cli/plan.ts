import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { planProject } from "../app/plan";
import { reportPlanProgress } from "../report/plan-progress";
import { reportPlanSummary } from "../report/plan-summary";
import { reportPlanTexts } from "../report/plan-text";
import type { StackPlan } from "../simulation/engine/stack-plan";
import { matchesGlob } from "./glob";
import { interruptible } from "./interruptible";

export interface PlanOptions {
  readonly base?: string;
  readonly summary?: true;
  readonly out?: string;
  readonly stack?: string;
}

/** As Terraform's `-detailed-exitcode`. */
const NO_CHANGES = 0;
const CHANGES = 2;

/**
 * Plans environments without credentials and prints what changes.
 * @returns the exit code: 0 when nothing changes, 2 when something does. Errors are thrown.
 */
export async function plan(environments: readonly string[], options: PlanOptions): Promise<number> {
  const { base, out, stack: glob, summary } = options;
  let exitCode = NO_CHANGES;
  await interruptible((signal) =>
    planProject({
      environments,
      ...(base !== undefined && { base }),
      ...(glob !== undefined && { includes: (stack) => matchesGlob(stack, glob) }),
      everyPlan: out !== undefined,
      texts: !summary && out === undefined,
      signal,
      onProgress: (event) => process.stderr.write(reportPlanProgress(event)),
      use: (plans) => {
        if (glob !== undefined && plans.length === 0) throw new Error(`no stack matches ${glob}`);
        if (plans.some(({ changed }) => changed)) exitCode = CHANGES;
        if (out !== undefined) writePlans(plans, out);
        if (summary || out !== undefined) process.stdout.write(reportPlanSummary(plans));
        else process.stdout.write(reportPlanTexts(plans));
      },
    }),
  );
  return exitCode;
}

/** Per stack the binary plan and the JSON that `terraform show` makes of it. */
function writePlans(plans: readonly StackPlan[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { stack, planFile, jsonFile } of plans) {
    if (planFile !== undefined) copyFileSync(planFile, join(folder, `${stack}.tfplan`));
    if (jsonFile !== undefined) copyFileSync(jsonFile, join(folder, `${stack}.json`));
  }
}
