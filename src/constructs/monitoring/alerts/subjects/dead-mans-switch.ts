import type { RuleGroup } from "../alert";
import { ALERTMANAGER_SERVES, WATCHDOG } from "../always-on";
import { PLATFORM } from "../owners";

const FAILED_NOTIFICATIONS = "sum(rate(alertmanager_notifications_failed_total[10m]))";
const ALL_NOTIFICATIONS = "sum(rate(alertmanager_notifications_total[10m]))";

/** Whether alarms work at all: the only alerts that are wanted, and what is raised where they are missed. */
export function deadMansSwitch(): RuleGroup {
  return {
    name: "dead-mans-switch",
    title: "Dead man's switch",
    alerts: [
      {
        name: WATCHDOG,
        expression: "vector(1)",
        severity: "info",
        owner: PLATFORM,
        summary: "Alarms work",
        description:
          "Always on. It goes from this Prometheus by Alertmanager to the other cloud, which raises an alarm when it stops.",
        runbook: {
          meaning: "Nothing is wrong. Its absence would mean that this cluster can warn nobody.",
          commands: ["kubectl -n monitoring get pods", "amtool alert query alertname=Watchdog"],
          cured: "It is always there.",
        },
      },
      {
        name: ALERTMANAGER_SERVES,
        expression: `count(alertmanager_build_info) > 0 unless on () (${FAILED_NOTIFICATIONS} > 0.9 * ${ALL_NOTIFICATIONS})`,
        severity: "info",
        owner: PLATFORM,
        summary: "Alertmanager tells people what fires here",
        description:
          "On while Prometheus sees its Alertmanager and not nearly all that it tells goes wrong. The other cloud keeps quiet about this cluster as long as it hears this; where it stops, the other cloud speaks.",
        runbook: {
          meaning: "Nothing is wrong, and nobody is told. Its absence means that people are told from the other cloud.",
          commands: [
            "kubectl -n monitoring get pods -l app.kubernetes.io/name=alertmanager",
            "amtool alert query alertname=AlertmanagerServes",
          ],
          cured: "It is always there.",
        },
      },
      {
        name: "DeadMansSwitch",
        expression: 'max by (watched_cluster) (probe_success{probe="heartbeat"}) == 0',
        for: "5m",
        severity: "critical",
        owner: PLATFORM,
        summary: "Cluster {{ $labels.watched_cluster }} can warn nobody",
        description:
          "Its Watchdog has not arrived here for five minutes. Whatever happens there, nobody is told; what still arrives is told from here.",
        runbook: {
          meaning:
            "The other cloud's Prometheus or Alertmanager is down, the link between the clouds, or the gateway on this side that takes its alerts.",
          commands: [
            "kubectl --context <other cluster> -n monitoring get pods",
            "kubectl -n monitoring logs -l app.kubernetes.io/name=alertmanager -c alertmanager --tail=50",
            "# look whether LinkDown or AllLinksDown fires: then the link is the cause",
          ],
          cured: "The Watchdog of the other cluster is among the alerts of this Alertmanager.",
        },
      },
    ],
  };
}
