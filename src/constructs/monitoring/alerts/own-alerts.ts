import type { OwnAlertSpecification } from "../../../environment/schema/alert-rules";
import type { RuleGroup } from "./alert";

/** The alerts that stand in the YAML, as a group of their own; none where there are none. */
export function ownAlerts(rules: readonly OwnAlertSpecification[]): RuleGroup[] {
  if (rules.length === 0) return [];
  return [
    {
      name: "own",
      title: "The environment's own alerts",
      alerts: rules.map(({ owner, description, summary, for: pending, ...rule }) => ({
        ...rule,
        ...(pending !== undefined && { for: pending }),
        owner: { label: owner, who: owner },
        summary,
        description: description ?? summary,
      })),
    },
  ];
}
