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

/** What is promised of a service over 30 days. */
export const objectives = z.strictObject({
  availability: percent().optional().describe("Percent of requests that succeed. Default: by the environment's stage."),
  latency: z
    .strictObject({
      percent: percent().describe("Percent of requests that are answered in time."),
      milliseconds: z
        .literal(LATENCY_LIMITS, {
          error: `expected one of ${LATENCY_LIMITS.join(", ")}: the gateway counts answers by these limits`,
        })
        .describe("What in time means."),
    })
    .optional()
    .describe("Default: by the environment's stage."),
});
export type ObjectivesSpecification = z.output<typeof objectives>;
