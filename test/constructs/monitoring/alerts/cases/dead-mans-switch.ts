import { fires, quiet, type GroupCases } from "../alert-case";

/** Alerts that are never quiet. */
export const ALWAYS_ON: readonly string[] = ["Watchdog"];

const heartbeat = (values: string) => ({
  'probe_success{probe="heartbeat",watched_cluster="medical-tianyi"}': values,
});

const alertmanager = (build: string, all: string, failed: string) => ({
  alertmanager_build_info: build,
  alertmanager_notifications_total: all,
  alertmanager_notifications_failed_total: failed,
});

export const deadMansSwitch: GroupCases = {
  Watchdog: [fires("at once", "0m", {}), fires("a day later, still", "24h", {})],
  AlertmanagerServes: [
    fires("while Alertmanager answers and tells people", "20m", alertmanager("1x30", "0+10x30", "0x30")),
    fires("while it has told nothing yet", "20m", alertmanager("1x30", "0x30", "0x30")),
    fires("when nine of ten messages fail", "20m", alertmanager("1x30", "0+10x30", "0+9x30")),
    quiet("when more than nine of ten messages fail", "20m", alertmanager("1x30", "0+100x30", "0+91x30")),
    quiet("when Alertmanager is gone", "20m", {}),
  ],
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
