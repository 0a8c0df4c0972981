import { ALERTMANAGER_MEMBERS_PORT } from "../../addresses";
import type { RuleGroup } from "../alert";
import { PLATFORM } from "../owners";

const PODS = "kubectl -n monitoring get pods -o wide";
const ALERTMANAGER_LOGS =
  "kubectl -n monitoring logs -l app.kubernetes.io/name=alertmanager -c alertmanager --tail=100 --prefix";

/** Whether alarms are told. */
export function alertmanager(): RuleGroup {
  return {
    name: "alertmanager",
    title: "Telling alarms",
    alerts: [
      {
        name: "AlertmanagerNotificationsFail",
        expression:
          "sum by (integration) (rate(alertmanager_notifications_failed_total[15m])) / (sum by (integration) (rate(alertmanager_notifications_total[15m])) > 0) > 0.01",
        for: "5m",
        severity: "critical",
        owner: PLATFORM,
        summary: "{{ $value | humanizePercentage }} of calls by {{ $labels.integration }} fail",
        description: "People who should be called are not. Whoever reads this got it another way.",
        runbook: {
          meaning: "WeCom, the webhook or the mail server does not take what Alertmanager sends.",
          commands: [ALERTMANAGER_LOGS, "amtool config routes show"],
          cured: "No further failures in the log.",
        },
      },
      {
        name: "AlertmanagerConfigurationRefused",
        expression: "max by (pod) (max_over_time(alertmanager_config_last_reload_successful[5m])) == 0",
        for: "10m",
        severity: "critical",
        owner: PLATFORM,
        summary: "{{ $labels.pod }} refuses its configuration",
        description: "It works by the last one, and would not start anew.",
        runbook: {
          meaning: "The configuration is wrong, or a Secret that it reads is missing.",
          commands: [ALERTMANAGER_LOGS, "kubectl -n monitoring get secrets"],
          cured: "`alertmanager_config_last_reload_successful` is 1.",
        },
      },
      {
        name: "AlertmanagerConfigurationsDiffer",
        expression: 'count(count_values("hash", alertmanager_config_hash)) > 1',
        for: "20m",
        severity: "warning",
        owner: PLATFORM,
        summary: "Alertmanagers work by {{ $value }} different configurations",
        description: "Who is called depends on which of them gets the alert.",
        runbook: {
          meaning: "One of them did not load the last change.",
          commands: [PODS, ALERTMANAGER_LOGS],
          cured: "`alertmanager_config_hash` is the same for all.",
        },
      },
      {
        name: "AlertmanagerMembersMissing",
        expression:
          "max by (pod) (max_over_time(alertmanager_cluster_members[5m])) < on () group_left count(max_over_time(alertmanager_cluster_members[5m]))",
        for: "15m",
        severity: "warning",
        owner: PLATFORM,
        summary: "{{ $labels.pod }} sees only {{ $value }} members of its cluster",
        description: "Members that do not see each other call twice, and silences hold on one side only.",
        runbook: {
          meaning: `Alertmanagers cannot reach each other on port ${ALERTMANAGER_MEMBERS_PORT}.`,
          commands: [PODS, ALERTMANAGER_LOGS],
          cured: "Each sees all.",
        },
      },
      {
        name: "AlertmanagerMissing",
        expression: "absent(alertmanager_build_info)",
        for: "5m",
        severity: "critical",
        owner: PLATFORM,
        summary: "No Alertmanager answers",
        description: "Alerts of this cluster reach nobody; the other cloud misses the dead man's switch.",
        runbook: {
          meaning: "All of them are down.",
          commands: [PODS, ALERTMANAGER_LOGS, "kubectl -n monitoring describe pod alertmanager-0"],
          cured: "At least one answers, soon three.",
        },
      },
    ],
  };
}
