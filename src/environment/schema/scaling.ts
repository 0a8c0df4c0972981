import { z } from "zod";
import { promqlExpression, timeOfDay, timeZone } from "../values";

/** Days of the week, in the order of cron's numbers. */
export const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** Where the residents live, and so when they wake up. */
export const DEFAULT_TIME_ZONE = "Asia/Shanghai";

const workingHours = z.strictObject({
  kind: z.literal("working-hours").describe("More replicas while people are known to come, such as each morning."),
  days: z
    .array(z.enum(DAYS))
    .min(1)
    .default(["monday", "tuesday", "wednesday", "thursday", "friday"])
    .describe("Default: Monday to Friday."),
  start: timeOfDay().describe("When the replicas are asked for; pods take a while to start. A time such as 07:30."),
  end: timeOfDay().describe("On the same day, after the start. A time such as 11:30."),
  timeZone: timeZone().prefault(DEFAULT_TIME_ZONE),
  replicas: z.int().min(2).max(500).describe("In all, over the clouds; each has its share of them."),
});

const prometheus = z.strictObject({
  kind: z.literal("prometheus").describe("As many replicas as a number asks for that the cluster's Prometheus knows."),
  query: promqlExpression().describe(
    "PromQL for one number: the work of all replicas in this cluster. While it finds nothing, no replica is taken away; end it with `or vector(0)` where nothing means no work.",
  ),
  threshold: z.number().positive().describe("How much of it one replica takes on."),
});

/** A reason to run more replicas than the minimum: the one that asks for most has its way. */
export const scalingTrigger = z.discriminatedUnion("kind", [workingHours, prometheus]);

export const autoscale = z.strictObject({
  maximum: z.int().min(2).max(500).describe("Most replicas, over the clouds."),
  cpuPercent: z.int().min(10).max(95).default(70),
  triggers: z
    .array(scalingTrigger)
    .max(8)
    .prefault([])
    .describe("Further reasons for replicas than their CPU. With one of them KEDA scales the service."),
});

export type ScalingTriggerSpecification = z.output<typeof scalingTrigger>;
export type WorkingHoursSpecification = z.output<typeof workingHours>;
