import type { ChartValues } from "../../kubernetes/chart-values";
import { AVAILABILITY_ZONE_DOWN, CAUSES } from "./causes";
import { isNoneOf, isOneOf, isPresent } from "./matchers";

/** Alerts that are kept quiet while another one, which is their cause, fires. */
export function inhibitions(): ChartValues[] {
  return [
    {
      source_matchers: [isOneOf("alertname", AVAILABILITY_ZONE_DOWN)],
      target_matchers: [isPresent("availability_zone"), isNoneOf("alertname", AVAILABILITY_ZONE_DOWN)],
      equal: ["cluster", "availability_zone"],
    },
    ...CAUSES.map(({ alert, quiets, equal }) => ({
      source_matchers: [isOneOf("alertname", alert)],
      target_matchers: [isOneOf("alertname", ...quiets)],
      equal: [...equal],
    })),
  ];
}
