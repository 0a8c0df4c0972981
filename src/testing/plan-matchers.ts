import { TerraformStack } from "cdktf";
import type { PlannedAction, ResourceChange } from "../simulation/engine/resource-changes";
import { planStack } from "./plan-stack";

/** How many resources a plan does what to. What is left out is none. */
export interface PlannedCounts {
  readonly create?: number;
  readonly update?: number;
  readonly replace?: number;
  readonly destroy?: number;
}

export interface ToPlanOptions {
  /**
   * The stack as it stands before, of the same name in another app.
   *
   * @default nothing stands
   */
  readonly from?: TerraformStack;
}

type ToPlan<Result> = (expected: PlannedCounts, options?: ToPlanOptions) => Promise<Result>;

declare global {
  namespace jest {
    interface Matchers<R, T> {
      /**
       * Plans the stack with the Terraform of this machine on simulated providers, without credentials, and compares how many
       * resources it creates, updates in place, replaces and destroys. Counts that are left out are zero.
       *
       * @example await expect(stack).toPlan({ create: 12 });
       * @example await expect(changed).toPlan({ update: 1 }, { from: stack });
       */
      toPlan: T extends TerraformStack ? ToPlan<R> : never;
    }
  }
}

interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

const COUNTED = ["create", "update", "replace", "destroy"] as const;

/** Matchers for jest: `expect.extend(planMatchers)`. */
export const planMatchers = {
  async toPlan(received: unknown, expected: PlannedCounts, { from }: ToPlanOptions = {}): Promise<MatcherResult> {
    if (!TerraformStack.isStack(received)) throw new Error("toPlan: expected a TerraformStack");
    const { changes } = await planStack(received, from);
    const planned = countsOf(changes);
    return {
      pass: COUNTED.every((action) => planned[action] === (expected[action] ?? 0)),
      message: () =>
        `stack ${received.node.id}\nexpected: ${countsText(expected)}\nplanned:  ${countsText(planned)}\n${changes
          .map(changeText)
          .join("")}`,
    };
  },
};

function countsOf(changes: readonly ResourceChange[]): Record<PlannedAction, number> {
  const counts = { create: 0, update: 0, replace: 0, destroy: 0, forget: 0 };
  for (const { action } of changes) counts[action] += 1;
  return counts;
}

function countsText(counts: PlannedCounts): string {
  return COUNTED.map((action) => `${action} ${counts[action] ?? 0}`).join(", ");
}

function changeText({ action, address, why }: ResourceChange): string {
  return `  ${action}  ${address}${why.length > 0 ? `: ${why.join(", ")}` : ""}\n`;
}
