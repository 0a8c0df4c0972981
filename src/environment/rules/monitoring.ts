import { fault, type Rule } from "./rule";

/** Dashboards stand behind the gateway's listener for operators, and sign people in as the console does. */
export const dashboards: Rule = (context) => {
  const { monitoring, console } = context.specification;
  if (!monitoring.dashboards || console) return [];
  return [
    fault(
      context,
      ["monitoring", "dashboards"],
      "got dashboards without a console, expected console beside them: operators reach both by the same listener",
    ),
  ];
};
