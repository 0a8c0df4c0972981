import type { Severity } from "../../../environment/schema/severities";
import type { ChartValues } from "../../kubernetes/chart-values";

/**
 * Labels that say which incident an alert belongs to: alerts that agree in all of them are one message. An alert has few of
 * them, and one that it lacks counts as empty. The alert's name is none: a service that is slow and fails is one incident.
 */
export const GROUPING = ["cluster", "availability_zone", "district", "link", "load_balancer", "service"] as const;

/**
 * How long the first message waits for what belongs to it. Rules are evaluated every 30 seconds, so a minute is enough for
 * the alert that inhibits the others.
 */
const GROUP_WAIT = "1m";

/** How long a change of a known incident waits. */
const GROUP_INTERVAL = "5m";

/** How often an incident that lasts is told again: at the first group interval after that time. */
const REPEAT_INTERVALS: Readonly<Record<Severity, string>> = { critical: "1h", warning: "12h", info: "24h" };

/** Of alerts without a severity, which no alert of ours is. */
export const DEFAULT_TIMING: ChartValues = {
  group_wait: GROUP_WAIT,
  group_interval: GROUP_INTERVAL,
  repeat_interval: "4h",
};

/** What differs from the default for a severity. */
export function timing(severity: Severity): ChartValues {
  return { repeat_interval: REPEAT_INTERVALS[severity] };
}

/**
 * A heartbeat is news each minute. Alertmanager asks at every group interval whether the repetition's time is over, and a
 * time that is just reached is not: with a minute for both it would tell every other minute.
 */
export const HEARTBEAT_TIMING: ChartValues = { group_wait: "0s", group_interval: "1m", repeat_interval: "30s" };
