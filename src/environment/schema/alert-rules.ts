import { z } from "zod";
import { promqlExpression } from "../values";
import { SEVERITIES } from "./severities";

/** An alert of the operator's own, beside those that the platform brings. */
const ownAlert = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Z][A-Za-z0-9]{2,62}$/, "expected a name in camel case such as ReportQueueTooLong")
    .describe("Unique, also among the platform's own alerts."),
  expression: promqlExpression().describe("PromQL; each series that it returns is one alert."),
  for: z
    .string()
    .regex(/^(\d+(s|m|h|d))+$/, "expected a duration such as 5m")
    .optional()
    .describe("How long it must hold first. Default: it fires at once."),
  severity: z.enum(SEVERITIES),
  owner: z.string().min(1).describe("Who answers for it: platform, network, or a vendor's id."),
  summary: z.string().min(1).max(200).describe("One line; may hold {{ $labels.… }} and {{ $value }}."),
  description: z.string().min(1).optional().describe("What is wrong and what it does. Default: the summary."),
  runbook: z.url().describe("Page that says what to do."),
});
export type OwnAlertSpecification = z.output<typeof ownAlert>;

/** Keys of `alerting` about alerts themselves; the others are about who is called. */
export const ownAlerts = {
  runbooks: z
    .url()
    .optional()
    .describe("Base of the pages of the platform's alerts. Default: their path in this repository, docs/runbooks."),
  rules: z.array(ownAlert).default([]).describe("Alerts of your own, in every cluster."),
};
