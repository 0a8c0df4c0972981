import { isWithoutDifference } from "../analysis/isolation/difference/difference";
import { compareIsolation, type EnvironmentDifference } from "../app/isolation-difference";
import { differenceFormats } from "../report/isolation-difference";
import { reportPlanProgress } from "../report/plan-progress";
import { interruptible } from "./interruptible";
import { print, type IsolationOptions } from "./isolation";
import { runOptimized } from "./short-lived";

export interface DiffOptions extends IsolationOptions {
  readonly base: string;
}

/**
 * Prints what the working tree lets pass otherwise than a base revision.
 * @returns the exit code: 0 when the same passes, 1 when something violates what did not, else 2. Errors are thrown.
 */
export async function isolationDiff(environments: readonly string[], options: DiffOptions): Promise<number> {
  runOptimized();
  let compared: readonly EnvironmentDifference[] = [];
  await interruptible(async (signal) => {
    compared = await compareIsolation({
      environments,
      base: options.base,
      signal,
      onSynthesizing: (title) => process.stderr.write(reportPlanProgress({ kind: "synthesizing", title })),
    });
  });
  print(options, differenceFormats(compared));
  if (compared.some(({ difference }) => difference.newViolations.length > 0)) return 1;
  return compared.every(({ difference }) => isWithoutDifference(difference)) ? 0 : 2;
}
