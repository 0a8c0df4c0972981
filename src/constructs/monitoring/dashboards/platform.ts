import { DashboardLayout, type Dashboard } from "./dashboard";
import { lines, logLines, number, table } from "./panels";

export interface PlatformDashboardProps {
  /** Whether the cluster keeps logs. */
  readonly logs: boolean;
}

/** Whether the platform's own parts work: what fires, what is scraped, certificates, backups, secrets, logs. */
export function platformDashboard({ logs }: PlatformDashboardProps): Dashboard {
  const builder = new DashboardLayout("platform", "Platform", "The platform's own parts in this cluster.")
    .withPanel(
      number(
        { title: "Critical alerts", description: "Each has a page that says what to do." },
        'count(ALERTS{alertstate="firing",severity="critical"}) or vector(0)',
        { green: 0, red: 1 },
      ),
    )
    .withPanel(
      number({ title: "Warnings" }, 'count(ALERTS{alertstate="firing",severity="warning"}) or vector(0)', {
        green: 0,
        red: 1,
      }),
    )
    .withPanel(number({ title: "Targets up", unit: "percentunit" }, "avg(up)", { red: 0.95, green: 0.99 }))
    .withPanel(
      number(
        { title: "Alarms can be sent", unit: "percentunit" },
        "1 - sum(rate(alertmanager_notifications_failed_total[15m])) / (sum(rate(alertmanager_notifications_total[15m])) > 0)",
        { red: 0.9, green: 0.99 },
      ),
    )
    .withPanel(
      number(
        { title: "First certificate ends in", unit: "dtdurations" },
        "min(certmanager_certificate_expiration_timestamp_seconds) - time()",
        { red: 0, green: 14 * 86_400 },
      ),
    )
    .withPanel(
      number(
        { title: "Last backup", unit: "dtdurations" },
        'time() - max(velero_backup_last_successful_timestamp{schedule!=""})',
        { green: 0, red: 26 * 3600 },
      ),
    )
    .withPanel(table({ title: "What fires" }, 'sum by (alertname, severity, owner) (ALERTS{alertstate="firing"})'))
    .withPanel(table({ title: "Targets that do not answer" }, "count by (job, namespace) (up == 0)"))
    .withPanel(
      lines({ title: "Series and samples", unit: "short" }, [
        { expression: "sum by (pod) (prometheus_tsdb_head_series)", legend: "series {{pod}}" },
        {
          expression: "sum by (pod) (rate(prometheus_tsdb_head_samples_appended_total[5m]))",
          legend: "samples/s {{pod}}",
        },
      ]),
    )
    .withPanel(
      lines({ title: "Secrets and scalers that fail", unit: "short" }, [
        { expression: 'sum(externalsecret_status_condition{condition="Ready",status="False"})', legend: "secrets" },
        { expression: "sum(rate(keda_scaled_object_errors_total[5m]))", legend: "errors of scalers a second" },
      ]),
    );
  if (!logs) return builder.build();
  return builder
    .withPanel(
      lines({ title: "Log lines", unit: "ops" }, [
        { expression: "sum(rate(loki_write_sent_entries_total[5m]))", legend: "sent" },
        { expression: "sum(rate(loki_write_dropped_entries_total[5m]))", legend: "given up" },
      ]),
    )
    .withPanel(
      lines({ title: "Time to take or find logs", unit: "s" }, [
        {
          expression: "histogram_quantile(0.99, sum by (route, le) (rate(loki_request_duration_seconds_bucket[5m])))",
          legend: "{{route}}",
        },
      ]),
    )
    .withPanel(logLines("Who changed what", '{job="audit"} | json | verb=~"create|update|patch|delete"'))
    .build();
}
