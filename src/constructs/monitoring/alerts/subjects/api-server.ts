import type { RuleGroup } from "../alert";
import { PLATFORM } from "../owners";
import { burns, burnRecordings, FAST, SLOW } from "../burn-rate";

/** What the API server promises: as Kubernetes' own objective, 99 % of its requests succeed. */
const BUDGET = 0.01;

/** The API server, through which everything in the cluster is changed. */
export function apiServer(): RuleGroup {
  const look = [
    "kubectl get --raw '/readyz?verbose'",
    "kubectl -n kube-system logs -l component=kube-apiserver --tail=100 --prefix",
  ];
  const burn = "apiserver:error_budget_burn";
  return {
    name: "api-server",
    title: "API server",
    recordings: [
      { record: "apiserver:requests:rate5m", expression: 'sum(rate(apiserver_request_total{job="apiserver"}[5m]))' },
      {
        record: "apiserver:request_errors:rate5m",
        expression:
          'sum(rate(apiserver_request_total{job="apiserver",code=~"5.."}[5m])) or apiserver:requests:rate5m * 0',
      },
      ...burnRecordings({
        record: burn,
        errors: "apiserver:request_errors:rate5m",
        requests: "apiserver:requests:rate5m",
        budget: String(BUDGET),
      }),
    ],
    alerts: [
      {
        name: "ApiServerMissing",
        expression: 'absent(up{job="apiserver"} == 1)',
        for: "5m",
        severity: "critical",
        owner: PLATFORM,
        summary: "No API server answers",
        description: "For five minutes Prometheus has found none that answers. Nothing in the cluster can be changed.",
        runbook: {
          meaning: "All servers are down, or Prometheus no longer finds them.",
          commands: [...look, "ssh <server> systemctl status rke2-server"],
          cured: '`up{job="apiserver"}` is 1.',
        },
      },
      {
        name: "ApiServerErrorBudgetBurnsFast",
        expression: burns(burn, FAST),
        for: "2m",
        severity: "critical",
        owner: PLATFORM,
        summary: "The API server fails {{ $value | humanize }} times as often as it may",
        description: "At this pace its errors of 30 days are used up within five days or less.",
        runbook: {
          meaning: "More than one request in a hundred may not fail over 30 days; now far more do.",
          commands: [...look, "kubectl get --raw /metrics | grep '^apiserver_request_total' | grep 'code=\"5'"],
          cured: "The burn rate over five minutes is below 1.",
        },
      },
      {
        name: "ApiServerErrorBudgetBurnsSlowly",
        expression: burns(burn, SLOW),
        for: "15m",
        severity: "warning",
        owner: PLATFORM,
        summary: "The API server fails {{ $value | humanize }} times as often as it may, for hours",
        description: "At this pace its errors of 30 days are used up before they are over.",
        runbook: {
          meaning: "A steady share of requests fails, too small to page for.",
          commands: look,
          cured: "The burn rate over six hours is below 1.",
        },
      },
      {
        name: "ApiServerSlow",
        expression:
          'histogram_quantile(0.99, sum by (verb, resource, le) (rate(apiserver_request_duration_seconds_bucket{job="apiserver",verb!~"WATCH|CONNECT|LIST",subresource!~"proxy|log|exec|attach|portforward"}[5m]))) > 4',
        for: "10m",
        severity: "warning",
        owner: PLATFORM,
        summary: "{{ $labels.verb }} of {{ $labels.resource }} takes the API server {{ $value | humanizeDuration }}",
        description: "One request in a hundred takes longer than four seconds; Kubernetes promises one.",
        runbook: {
          meaning: "etcd is slow, a webhook hangs, or somebody asks too much.",
          commands: [
            ...look,
            "kubectl get --raw /metrics | grep apiserver_admission_webhook_admission_duration_seconds_sum",
          ],
          cured: "The 99th percentile is below a second.",
        },
      },
      {
        name: "ApiServerDropsRequests",
        expression:
          'sum(rate(apiserver_request_terminations_total{job="apiserver"}[10m])) / (sum(rate(apiserver_request_total{job="apiserver"}[10m])) + sum(rate(apiserver_request_terminations_total{job="apiserver"}[10m]))) > 0.2',
        for: "5m",
        severity: "warning",
        owner: PLATFORM,
        summary: "The API server turns away {{ $value | humanizePercentage }} of its requests",
        description: "It defends itself against more than it can do.",
        runbook: {
          meaning: "Somebody, often a controller in a loop, sends too many requests.",
          commands: [...look, "kubectl get --raw /debug/api_priority_and_fairness/dump_priority_levels"],
          cured: "It turns away less than a fifth, soon nothing.",
        },
      },
      {
        name: "AggregatedApiDown",
        expression: "max by (name, namespace) (aggregator_unavailable_apiservice) == 1",
        for: "10m",
        severity: "warning",
        owner: PLATFORM,
        summary: "API {{ $labels.name }} does not answer",
        description: "An API that another program serves for Kubernetes, such as metrics, is not available.",
        runbook: {
          meaning: "The program behind it is down. Autoscalers need `v1beta1.metrics.k8s.io`.",
          commands: ["kubectl get apiservices | grep False", "kubectl -n platform get pods"],
          cured: "`kubectl get apiservices` shows `True`.",
        },
      },
      {
        name: "ApiServerClientCertificateExpires",
        expression:
          'histogram_quantile(0.01, sum by (job, le) (rate(apiserver_client_certificate_expiration_seconds_bucket{job="apiserver"}[5m]))) < 7 * 24 * 3600 and on (job) increase(apiserver_client_certificate_expiration_seconds_count{job="apiserver"}[5m]) > 0',
        for: "5m",
        severity: "warning",
        owner: PLATFORM,
        summary: "A client of the API server has a certificate that ends within {{ $value | humanizeDuration }}",
        description: "A node, controller or administrator signs in by a certificate that ends within a week.",
        runbook: {
          meaning:
            "RKE2 renews its own certificates at a restart in their last 120 days; administrators' come from the PKI stack.",
          commands: [
            "ssh <server> rke2 certificate check --output table",
            "ssh <node> systemctl restart rke2-agent  # one node after the other",
          ],
          cured: "`rke2 certificate check` shows no certificate that ends soon.",
        },
      },
    ],
  };
}
