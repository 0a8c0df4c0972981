import type { Alert, RuleGroup } from "../alert";
import { PLATFORM } from "../owners";

/** Whether metrics are gathered and judged: Prometheus and what feeds it. */
export function metricsPipeline(): RuleGroup {
  return {
    name: "metrics-pipeline",
    title: "Metrics",
    alerts: [...targets(), ...prometheus(), ...operator()],
  };
}

const PODS = "kubectl -n monitoring get pods -o wide";
const PROMETHEUS_LOGS =
  "kubectl -n monitoring logs -l app.kubernetes.io/name=prometheus -c prometheus --tail=100 --prefix";

function targets(): Alert[] {
  return [
    {
      name: "TargetsDown",
      expression: "count by (job, namespace) (up == 0) / count by (job, namespace) (up) > 0.1",
      for: "10m",
      severity: "warning",
      owner: PLATFORM,
      summary:
        "{{ $value | humanizePercentage }} of the targets of {{ $labels.job }} in {{ $labels.namespace }} do not answer",
      description: "More than a tenth give no metrics. Alerts that need them stay quiet.",
      runbook: {
        meaning: "The programs are down, or a NetworkPolicy or certificate keeps Prometheus out.",
        commands: [
          PODS,
          "kubectl -n monitoring port-forward svc/prometheus-operated 9090  # then /targets?search=<job>",
        ],
        cured: "Every target of the job is up.",
      },
    },
    {
      name: "TargetsMissing",
      expression: ["node-exporter", "kube-state-metrics", "kubelet"]
        .map((job) => `absent(up{job="${job}"})`)
        .join(" or "),
      for: "10m",
      severity: "critical",
      owner: PLATFORM,
      summary: "Prometheus knows no target of {{ $labels.job }}",
      description: "Nodes or workloads are no longer watched: their alerts stay quiet whatever happens.",
      runbook: {
        meaning: "The exporter was removed, or its ServiceMonitor no longer fits.",
        commands: [
          PODS,
          "kubectl get servicemonitors -A",
          "kubectl -n monitoring logs deployment/kube-prometheus-stack-operator --tail=50",
        ],
        cured: "The job has targets, and they are up.",
      },
    },
  ];
}

function prometheus(): Alert[] {
  return [
    {
      name: "PrometheusRuleFailures",
      expression: "sum by (pod, rule_group) (increase(prometheus_rule_evaluation_failures_total[5m])) > 0",
      for: "15m",
      severity: "critical",
      owner: PLATFORM,
      summary: "{{ $labels.pod }} cannot evaluate rules of {{ $labels.rule_group }}",
      description: "Alerts of this group do not fire.",
      runbook: {
        meaning: "A rule finds two series where it expects one, or reads more than it may.",
        commands: [PROMETHEUS_LOGS, "# open /rules in Prometheus: the error stands beside the rule"],
        cured: "No rule has an error.",
      },
    },
    {
      name: "PrometheusMissesEvaluations",
      expression: "sum by (pod, rule_group) (increase(prometheus_rule_group_iterations_missed_total[5m])) > 0",
      for: "15m",
      severity: "warning",
      owner: PLATFORM,
      summary: "{{ $labels.pod }} is too slow for the rules of {{ $labels.rule_group }}",
      description: "Evaluations are left out: alerts of this group come late.",
      runbook: {
        meaning: "Evaluating the group takes longer than its interval.",
        commands: [
          "# open /rules in Prometheus: evaluation times stand beside the group",
          "kubectl -n monitoring top pods --containers",
        ],
        cured: "No evaluation is missed.",
      },
    },
    {
      name: "PrometheusNotificationsFail",
      expression:
        "sum by (pod, alertmanager) (rate(prometheus_notifications_errors_total[5m])) / (sum by (pod, alertmanager) (rate(prometheus_notifications_sent_total[5m])) > 0) > 0.01",
      for: "15m",
      severity: "warning",
      owner: PLATFORM,
      summary:
        "{{ $labels.pod }} fails to send {{ $value | humanizePercentage }} of alerts to {{ $labels.alertmanager }}",
      description: "Other Alertmanagers may get them. With all of them failing nobody is called.",
      runbook: {
        meaning: "An Alertmanager is down, or the way to it.",
        commands: [PODS, PROMETHEUS_LOGS],
        cured: "Fewer than one in a hundred fails.",
      },
    },
    {
      name: "PrometheusHasNoAlertmanager",
      expression: "max by (pod) (max_over_time(prometheus_notifications_alertmanagers_discovered[5m])) < 1",
      for: "10m",
      severity: "critical",
      owner: PLATFORM,
      summary: "{{ $labels.pod }} knows no Alertmanager",
      description: "Its alerts go nowhere. The other cloud misses the dead man's switch as well.",
      runbook: {
        meaning: "Alertmanager is gone, or Prometheus no longer finds it.",
        commands: [PODS, PROMETHEUS_LOGS],
        cured: "`prometheus_notifications_alertmanagers_discovered` is 3.",
      },
    },
    {
      name: "PrometheusConfigurationRefused",
      expression: "max by (pod) (max_over_time(prometheus_config_last_reload_successful[5m])) == 0",
      for: "10m",
      severity: "critical",
      owner: PLATFORM,
      summary: "{{ $labels.pod }} refuses its configuration",
      description: "It works by the last one, and would not start anew.",
      runbook: {
        meaning: "A scrape configuration or a rule is wrong.",
        commands: [PROMETHEUS_LOGS, "kubectl -n monitoring logs deployment/kube-prometheus-stack-operator --tail=50"],
        cured: "`prometheus_config_last_reload_successful` is 1.",
      },
    },
    {
      name: "PrometheusTakesNoSamples",
      expression: "sum by (pod) (rate(prometheus_tsdb_head_samples_appended_total[5m])) <= 0",
      for: "10m",
      severity: "critical",
      owner: PLATFORM,
      summary: "{{ $labels.pod }} takes in nothing",
      description: "It is up and blind.",
      runbook: {
        meaning: "It scrapes nothing, or cannot write to its volume.",
        commands: [PROMETHEUS_LOGS, "kubectl -n monitoring exec <pod> -c prometheus -- df -h /prometheus"],
        cured: "Samples are appended.",
      },
    },
    {
      name: "PrometheusStorageFails",
      expression:
        "sum by (pod) (increase(prometheus_tsdb_compactions_failed_total[3h]) + increase(prometheus_tsdb_reloads_failures_total[3h]) + increase(prometheus_tsdb_wal_corruptions_total[3h])) > 0",
      for: "30m",
      severity: "warning",
      owner: PLATFORM,
      summary: "The storage of {{ $labels.pod }} has failed {{ $value | humanize }} times in three hours",
      description: "Blocks are not compacted, not loaded, or damaged. Old series may be lost.",
      runbook: {
        meaning: "The volume is full or damaged, or memory runs out while compacting.",
        commands: [PROMETHEUS_LOGS, "kubectl -n monitoring exec <pod> -c prometheus -- df -h /prometheus"],
        cured: "No failure for three hours.",
      },
    },
    {
      name: "PrometheusDropsSamples",
      expression:
        "sum by (pod) (increase(prometheus_target_scrapes_sample_duplicate_timestamp_total[10m]) + increase(prometheus_target_scrapes_sample_out_of_order_total[10m])) > 0",
      for: "1h",
      severity: "info",
      owner: PLATFORM,
      summary: "{{ $labels.pod }} drops samples that it got twice or too late",
      description: "Two targets give the same series.",
      runbook: {
        meaning: "Usually two monitors for one program.",
        commands: [PROMETHEUS_LOGS, "kubectl get servicemonitors,podmonitors -A"],
        cured: "No sample is dropped.",
      },
    },
  ];
}

function operator(): Alert[] {
  return [
    {
      name: "PrometheusOperatorFails",
      expression:
        "sum by (controller, namespace) (rate(prometheus_operator_reconcile_errors_total[10m])) / (sum by (controller, namespace) (rate(prometheus_operator_reconcile_operations_total[10m])) > 0) > 0.1",
      for: "15m",
      severity: "warning",
      owner: PLATFORM,
      summary: "The operator of monitoring fails on {{ $labels.controller }}",
      description: "Changed rules, targets and routes do not take effect.",
      runbook: {
        meaning: "An object is wrong, or the API server refuses what the operator writes.",
        commands: ["kubectl -n monitoring logs deployment/kube-prometheus-stack-operator --tail=100"],
        cured: "No errors in its log.",
      },
    },
    {
      name: "PrometheusOperatorRejects",
      expression:
        'min by (controller, namespace, resource) (min_over_time(prometheus_operator_managed_resources{state="rejected"}[5m])) > 0',
      for: "5m",
      severity: "warning",
      owner: PLATFORM,
      summary: "The operator of monitoring rejects {{ $value }} objects of kind {{ $labels.resource }}",
      description: "These rules, monitors or routes are left out.",
      runbook: {
        meaning: "Somebody applied an object that is not valid.",
        commands: [
          "kubectl get events -A | grep -i -E 'invalid|reject'",
          "kubectl -n monitoring logs deployment/kube-prometheus-stack-operator --tail=100",
        ],
        cured: "Nothing is rejected.",
      },
    },
    {
      name: "KubeStateMetricsErrors",
      expression:
        'sum(rate(kube_state_metrics_list_total{result="error"}[5m])) / sum(rate(kube_state_metrics_list_total[5m])) > 0.01',
      for: "15m",
      severity: "warning",
      owner: PLATFORM,
      summary: "{{ $value | humanizePercentage }} of what kube-state-metrics asks the API server fails",
      description: "Alerts about workloads and nodes work on old numbers.",
      runbook: {
        meaning: "It may not read something, or the API server does not answer.",
        commands: ["kubectl -n monitoring logs deployment/kube-prometheus-stack-kube-state-metrics --tail=50"],
        cured: "Fewer than one in a hundred fails.",
      },
    },
  ];
}
