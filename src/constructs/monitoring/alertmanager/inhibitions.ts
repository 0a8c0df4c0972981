import type { ChartValues } from "../../kubernetes/chart-values";
import { isNoneOf, isOneOf, isPresent } from "./matchers";

/** The alert that an availability zone is lost, and the labels that its consequences share with it. */
const AVAILABILITY_ZONE_DOWN = "AvailabilityZoneDown";

/** The alert that many sites of a district fail at once. */
const DISTRICT_DOWN = "DistrictDown";

/** The alert that one site does not answer. */
const SITE_DOWN = "SiteDown";

/** Whatever an alert may be about: two alerts of one name that agree in all of these are about one thing. */
const SUBJECT = [
  "cluster",
  "namespace",
  "availability_zone",
  "service",
  "site",
  "district",
  "link",
  "load_balancer",
  "node",
  "pod",
  "instance",
];

/** Alerts that are kept quiet while another one, which is their cause, fires. */
export function inhibitions(): ChartValues[] {
  return [
    // What stands in the lost availability zone, whatever it is.
    {
      source_matchers: [isOneOf("alertname", AVAILABILITY_ZONE_DOWN)],
      target_matchers: [isPresent("availability_zone"), isNoneOf("alertname", AVAILABILITY_ZONE_DOWN)],
      equal: ["cluster", "availability_zone"],
    },
    // Pods that start elsewhere. That nothing of a service is left is critical, so it is told all the same.
    {
      source_matchers: [isOneOf("alertname", AVAILABILITY_ZONE_DOWN)],
      target_matchers: ['alertname=~"Kube.*"', isOneOf("severity", "warning", "info")],
      equal: ["cluster"],
    },
    {
      source_matchers: [isOneOf("alertname", DISTRICT_DOWN)],
      target_matchers: [isOneOf("alertname", SITE_DOWN)],
      equal: ["cluster", "district"],
    },
    // The same thing, and worse.
    {
      source_matchers: [isOneOf("severity", "critical")],
      target_matchers: [isOneOf("severity", "warning", "info")],
      equal: ["alertname", ...SUBJECT],
    },
    {
      source_matchers: [isOneOf("severity", "warning")],
      target_matchers: [isOneOf("severity", "info")],
      equal: ["alertname", ...SUBJECT],
    },
  ];
}
