import type { RuleGroup } from "../alert";
import { PLATFORM } from "../owners";

/** Whether logs are gathered and kept: Alloy on each node, Loki behind it. */
export function logsPipeline(): RuleGroup {
  const loki = "kubectl -n monitoring logs -l app.kubernetes.io/name=loki --tail=100 --prefix";
  const alloy = "kubectl -n monitoring logs -l app.kubernetes.io/name=alloy -c alloy --tail=100 --prefix";
  return {
    name: "logs-pipeline",
    title: "Logs",
    alerts: [
      {
        name: "LokiRequestErrors",
        expression:
          'sum by (job, route) (rate(loki_request_duration_seconds_count{status_code=~"5.."}[5m])) / sum by (job, route) (rate(loki_request_duration_seconds_count[5m])) > 0.1',
        for: "15m",
        severity: "warning",
        owner: PLATFORM,
        summary: "Loki fails {{ $value | humanizePercentage }} of {{ $labels.route }}",
        description: "Logs are not taken, or cannot be read. Alloy keeps them for a while.",
        runbook: {
          meaning: "Loki, or the object store behind it, does not work.",
          commands: ["kubectl -n monitoring get pods -l app.kubernetes.io/name=loki", loki],
          cured: "Fewer than one request in ten fails, soon none.",
        },
      },
      {
        name: "LokiSlow",
        expression:
          'histogram_quantile(0.99, sum by (route, le) (rate(loki_request_duration_seconds_bucket{route!~"(?i).*tail.*|/schedulerpb.SchedulerForQuerier/QuerierLoop"}[5m]))) > 5',
        for: "15m",
        severity: "info",
        owner: PLATFORM,
        summary: "Loki takes {{ $value | humanizeDuration }} for {{ $labels.route }}",
        description: "One request in a hundred takes longer than five seconds.",
        runbook: {
          meaning: "A query reads too much, or the object store is slow.",
          commands: [loki, "kubectl -n monitoring top pods -l app.kubernetes.io/name=loki"],
          cured: "Below five seconds.",
        },
      },
      {
        name: "LokiDiscardsLogs",
        expression: "sum by (tenant, reason) (rate(loki_discarded_samples_total[5m])) > 0",
        for: "10m",
        severity: "warning",
        owner: PLATFORM,
        summary: "Loki throws away {{ $value | humanize }} lines a second: {{ $labels.reason }}",
        description: "Lines are lost for good. Records that the law asks for may be among them.",
        runbook: {
          meaning: "Lines are too long, too old or too many for a limit.",
          commands: [loki, "kubectl -n monitoring get configmap loki -o yaml | grep -A30 limits_config"],
          cured: "Nothing is thrown away.",
        },
      },
      {
        name: "LokiDoesNotDelete",
        expression:
          "time() - max(loki_boltdb_shipper_compact_tables_operation_last_successful_run_timestamp_seconds > 0) > 6 * 3600",
        for: "30m",
        severity: "warning",
        owner: PLATFORM,
        summary: "Loki has not compacted its index for {{ $value | humanizeDuration }}",
        description: "Old logs are not deleted at the end of their time, and queries get slower.",
        runbook: {
          meaning: "The compactor is down or fails.",
          commands: ["kubectl -n monitoring get pods -l app.kubernetes.io/component=compactor", loki],
          cured: "The compactor ran within the last hours.",
        },
      },
      {
        name: "AlloyDropsLogs",
        expression: "sum by (instance, reason) (rate(loki_write_dropped_entries_total[5m])) > 0",
        for: "5m",
        severity: "warning",
        owner: PLATFORM,
        summary:
          "Alloy on {{ $labels.instance }} gives up {{ $value | humanize }} lines a second: {{ $labels.reason }}",
        description: "Lines of this node are lost for good.",
        runbook: {
          meaning: "Loki did not take them in spite of all attempts.",
          commands: [alloy, loki],
          cured: "Nothing is given up.",
        },
      },
      {
        name: "AlloySendsNothing",
        expression: "sum by (instance) (rate(loki_write_sent_entries_total[15m])) == 0",
        for: "15m",
        severity: "warning",
        owner: PLATFORM,
        summary: "Alloy on {{ $labels.instance }} sends no logs",
        description: "No line of this node has reached Loki for half an hour; a node is never silent so long.",
        runbook: {
          meaning: "Alloy cannot read the node's logs, or cannot send them.",
          commands: [alloy, "kubectl -n monitoring get pods -l app.kubernetes.io/name=alloy -o wide"],
          cured: "Lines of the node arrive.",
        },
      },
      {
        name: "AlloyUnhealthy",
        expression: 'sum by (instance) (alloy_component_controller_running_components{health_type!="healthy"}) > 0',
        for: "15m",
        severity: "warning",
        owner: PLATFORM,
        summary: "{{ $value }} parts of Alloy on {{ $labels.instance }} do not work",
        description: "Some logs of this node are not gathered.",
        runbook: {
          meaning: "A part of Alloy's configuration fails or has ended.",
          commands: [alloy, "kubectl -n monitoring port-forward <alloy pod> 12345  # then open /"],
          cured: "Every part is healthy.",
        },
      },
    ],
  };
}
