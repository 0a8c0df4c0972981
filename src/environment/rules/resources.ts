import type { Quantity } from "../values";
import { fault, indexed, type Rule } from "./rule";

/** A service's limits are no less than what it requests. */
export const resourceLimits: Rule = (context) =>
  indexed(context.specification.services).flatMap(({ value: { requests, limits }, index }) =>
    (["cpu", "memory"] as const)
      .filter((resource) => isLess(limits[resource], requests[resource]))
      .map((resource) =>
        fault(
          context,
          ["services", index, "limits", resource],
          `got ${limits[resource].toString()}, expected at least the ${requests[resource].toString()} that the service requests`,
        ),
      ),
  );

function isLess(left: Quantity, right: Quantity): boolean {
  return left.amount < right.amount;
}
