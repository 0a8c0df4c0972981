import { z } from "zod";

/** What every cluster of the environment watches beside itself, and where people look at it. */
export const monitoring = z.strictObject({
  probes: z
    .boolean()
    .default(true)
    .describe(
      "Whether each cluster asks its services, load balancers, links and sites from outside, again and again. It opens what these probes need, and nothing without them.",
    ),
});
export type MonitoringSpecification = z.output<typeof monitoring>;
