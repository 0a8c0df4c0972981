import { z } from "zod";

/**
 * Limits in milliseconds by which a service can be judged: the gateway counts answers below each of these and of no other.
 * Source: Envoy's default buckets of histograms.
 */
export const LATENCY_LIMITS = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000] as const;

const LEAST_PERCENT = 50;
const MOST_PERCENT = 99.999;

const percent = () =>
  z
    .number()
    .min(LEAST_PERCENT, { error: `expected at least ${LEAST_PERCENT}: less is no promise` })
    .max(MOST_PERCENT, {
      error: `expected at most ${MOST_PERCENT}: what allows no failure at all is broken by the first, and alarms for good`,
    });

/**
 * How many requests have to fail, or be slow, within the longer window of a burn rate before somebody is told. A person who
 * tries again in vain does so less often, and the probes of a service that is lost have failed so often within five minutes.
 */
export const LEAST_BEFORE_ALARM = 5;

const least = () =>
  z
    .int({ error: "expected a whole number of requests" })
    .min(1, { error: "expected at least 1: a budget burns by what fails" })
    .default(LEAST_BEFORE_ALARM);

/** What is promised of a service over 30 days. */
export const objectives = z.strictObject({
  availability: percent().optional().describe("Percent of requests that succeed. Default: by the environment's stage."),
  leastFailures: least().describe(
    "How many requests have to fail within the longer window of a burn rate (1 h, 6 h, 1 day, 3 days) before somebody is told: where there are few requests, one failure is no alarm.",
  ),
  latency: z
    .strictObject({
      percent: percent().describe("Percent of requests that are answered in time."),
      milliseconds: z
        .literal(LATENCY_LIMITS, {
          error: `expected one of ${LATENCY_LIMITS.join(", ")}: the gateway counts answers by these limits`,
        })
        .describe("What in time means."),
      leastSlow: least().describe(
        "How many requests have to be slow within the longer window of a burn rate before somebody is told.",
      ),
    })
    .optional()
    .describe("Default: by the environment's stage."),
});
export type ObjectivesSpecification = z.output<typeof objectives>;
