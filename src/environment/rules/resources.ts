import type { Quantity } from "../values";
import { fault, indexed, list, type Rule } from "./rule";

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

/** Images come from a registry that machines reach: any other stays out of reach in the medical zone. */
export const imageRegistries: Rule = (context) => {
  const hosts = context.specification.externalEndpoints.flatMap(({ kind, host }) =>
    kind === "registry" && host !== undefined ? [host] : [],
  );
  return indexed(context.specification.services).flatMap(({ value: { image }, index }) => {
    const host = image.registry.replace(/:\d+$/, "");
    if (hosts.includes(host)) return [];
    return [
      fault(
        context,
        ["services", index, "image"],
        `got an image of ${image.registry}, expected one of a registry among the external endpoints: ${list(hosts) || "there is none"}`,
      ),
    ];
  });
};
