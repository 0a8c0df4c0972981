import { fires, quiet, type AlertCase, type GroupCases } from "../alert-case";
import { mustBeOne } from "./must-be-one";

const POD = 'pod="prometheus-0"';
const OF_POD = { labels: { pod: "prometheus-0" } };

/** Cases of an alert on a counter that must stand still. */
function counter(
  series: string,
  after: string,
  expected: { labels: Record<string, string>; value?: string },
): AlertCase[] {
  return [
    fires("when it grows every minute", after, { [series]: "0+1x300" }, expected),
    quiet("when it stands still", after, { [series]: "7x300" }),
    quiet("without the series", after, {}),
  ];
}

const up = (job: string, instance: string, value: string) => ({
  [`up{job="${job}",namespace="x",instance="${instance}"}`]: value,
});
const ten = (down: number) =>
  Object.assign(
    {},
    ...Array.from({ length: 10 }, (_, index) => up("api", String(index), index < down ? "0x20" : "1x20")),
  ) as Record<string, string>;
const essential = (...jobs: string[]) => Object.fromEntries(jobs.map((job) => [`up{job="${job}"}`, "1x20"]));

const storage = (values: string) => ({
  [`prometheus_tsdb_compactions_failed_total{${POD}}`]: values,
  [`prometheus_tsdb_reloads_failures_total{${POD}}`]: "0x400",
  [`prometheus_tsdb_wal_corruptions_total{${POD}}`]: "0x400",
});
const dropped = (values: string) => ({
  [`prometheus_target_scrapes_sample_duplicate_timestamp_total{${POD}}`]: values,
  [`prometheus_target_scrapes_sample_out_of_order_total{${POD}}`]: "0x200",
});
const notifications = (failed: string, sent: string) => ({
  [`prometheus_notifications_errors_total{${POD},alertmanager="http://a/"}`]: failed,
  [`prometheus_notifications_sent_total{${POD},alertmanager="http://a/"}`]: sent,
});
const operator = (errors: string, operations: string) => ({
  'prometheus_operator_reconcile_errors_total{controller="prometheus",namespace="monitoring"}': errors,
  'prometheus_operator_reconcile_operations_total{controller="prometheus",namespace="monitoring"}': operations,
});

export const metricsPipeline: GroupCases = {
  TargetsDown: [
    fires("when two of ten are down", "10m", ten(2), { labels: { job: "api", namespace: "x" }, value: "20%" }),
    quiet("when exactly a tenth is", "20m", ten(1)),
    quiet("before ten minutes are over", "9m", ten(2)),
    quiet("when all are up", "20m", ten(0)),
  ],
  TargetsMissing: [
    fires(
      "for each job that is gone",
      "10m",
      essential("kubelet"),
      { labels: { job: "node-exporter" } },
      { labels: { job: "kube-state-metrics" } },
    ),
    quiet("before ten minutes are over", "9m", {}),
    quiet("when all are there", "20m", essential("node-exporter", "kube-state-metrics", "kubelet")),
  ],
  PrometheusRuleFailures: counter(`prometheus_rule_evaluation_failures_total{${POD},rule_group="etcd"}`, "25m", {
    labels: { pod: "prometheus-0", rule_group: "etcd" },
  }),
  PrometheusMissesEvaluations: counter(
    `prometheus_rule_group_iterations_missed_total{${POD},rule_group="etcd"}`,
    "25m",
    { labels: { pod: "prometheus-0", rule_group: "etcd" } },
  ),
  PrometheusNotificationsFail: [
    fires("when one in ten fails", "25m", notifications("0+6x40", "0+60x40"), {
      labels: { pod: "prometheus-0", alertmanager: "http://a/" },
      value: "10%",
    }),
    quiet("when none fails", "25m", notifications("0x40", "0+60x40")),
    quiet("when nothing is sent", "25m", notifications("0x40", "0x40")),
  ],
  PrometheusHasNoAlertmanager: [
    fires(
      "after ten minutes",
      "15m",
      { [`prometheus_notifications_alertmanagers_discovered{${POD}}`]: "0x30" },
      OF_POD,
    ),
    quiet("before", "9m", { [`prometheus_notifications_alertmanagers_discovered{${POD}}`]: "0x30" }),
    quiet("when it knows one", "30m", { [`prometheus_notifications_alertmanagers_discovered{${POD}}`]: "1x30" }),
  ],
  PrometheusConfigurationRefused: mustBeOne("prometheus_config_last_reload_successful", "prometheus-0"),
  PrometheusTakesNoSamples: [
    fires("after ten minutes", "20m", { [`prometheus_tsdb_head_samples_appended_total{${POD}}`]: "900x40" }, OF_POD),
    quiet("when it takes some", "20m", { [`prometheus_tsdb_head_samples_appended_total{${POD}}`]: "0+100x40" }),
  ],
  PrometheusStorageFails: [
    fires("half an hour after the first of three failures", "70m", storage("0x30 3x300"), {
      ...OF_POD,
      value: "3",
    }),
    quiet("without failures", "250m", storage("0x400")),
  ],
  PrometheusDropsSamples: [
    fires("when it does so for an hour", "75m", dropped("0+1x200"), OF_POD),
    quiet("before", "55m", dropped("0+1x200")),
    quiet("when it drops none", "90m", dropped("0x200")),
  ],
  PrometheusOperatorFails: [
    fires("when one change in two fails", "30m", operator("0+3x60", "0+6x60"), {
      labels: { controller: "prometheus", namespace: "monitoring" },
    }),
    quiet("at exactly one in ten", "60m", operator("0+6x60", "0+60x60")),
    quiet("when nothing changes", "60m", operator("0x60", "0x60")),
  ],
  PrometheusOperatorRejects: [
    fires(
      "after five minutes",
      "10m",
      {
        'prometheus_operator_managed_resources{controller="prometheus",namespace="monitoring",resource="PrometheusRule",state="rejected"}':
          "2x20",
      },
      { labels: { controller: "prometheus", namespace: "monitoring", resource: "PrometheusRule" }, value: "2" },
    ),
    quiet("when all are selected", "10m", {
      'prometheus_operator_managed_resources{controller="prometheus",namespace="monitoring",resource="PrometheusRule",state="rejected"}':
        "0x20",
    }),
  ],
  KubeStateMetricsErrors: [
    fires(
      "when one in ten fails",
      "25m",
      {
        'kube_state_metrics_list_total{result="error"}': "0+6x40",
        'kube_state_metrics_list_total{result="success"}': "0+54x40",
      },
      { value: "10%" },
    ),
    quiet("when none fails", "25m", {
      'kube_state_metrics_list_total{result="error"}': "0x40",
      'kube_state_metrics_list_total{result="success"}': "0+54x40",
    }),
  ],
};
