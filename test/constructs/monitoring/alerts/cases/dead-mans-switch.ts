import { fires, quiet, type GroupCases } from "../alert-case";

/** Alerts that are never quiet. */
export const ALWAYS_ON: readonly string[] = ["Watchdog"];

const heartbeat = (values: string) => ({
  'probe_success{probe="heartbeat",watched_cluster="medical-tianyi"}': values,
});

export const deadMansSwitch: GroupCases = {
  Watchdog: [fires("at once", "0m", {}), fires("a day later, still", "24h", {})],
  DeadMansSwitch: [
    fires("when the other cloud was not heard for five minutes", "5m", heartbeat("0x10"), {
      labels: { watched_cluster: "medical-tianyi" },
    }),
    quiet("before", "4m", heartbeat("0x10")),
    quiet("when it was heard meanwhile", "7m", heartbeat("0 0 0 0 1 0 0 0")),
    quiet("while it is heard", "10m", heartbeat("1x10")),
    quiet("where there is no other cloud to hear", "10m", {}),
  ],
};
