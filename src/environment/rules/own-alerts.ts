import { indexed, unknownName, type Rule } from "./rule";

/** Who answers for the platform's own alerts; a vendor by its id. */
const OWNERS = ["platform", "network"] as const;

/** An alert of one's own belongs to somebody that routes know. */
export const ownAlertOwners: Rule = (context) => {
  const { alerting, vendors } = context.specification;
  const known = [...OWNERS, ...vendors.map(({ id }) => id)];
  return indexed(alerting.rules).flatMap(({ value: { owner }, index }) =>
    unknownName(context, ["alerting", "rules", index, "owner"], "an owner", owner, known),
  );
};
