import { fires, type GroupCases } from "../alert-case";

/** Alerts that are never quiet. */
export const ALWAYS_ON: readonly string[] = ["Watchdog"];

export const deadMansSwitch: GroupCases = {
  Watchdog: [fires("at once", "0m", {}), fires("a day later, still", "24h", {})],
};
