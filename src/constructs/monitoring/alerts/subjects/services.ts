import type { RecordingRule, RuleGroup } from "../alert";
import { burnRecordings, burns, failureCounts, FAST, SLOW, type LeastFailures } from "../burn-rate";
import type { AlertContext, WatchedService } from "../context";
import { OWNER_OF_SERIES } from "../owners";

const REQUESTS = "service:requests:rate5m";
const ERRORS = "service:request_errors:rate5m";
const SLOW_REQUESTS = "service:slow_requests:rate5m";
const ERROR_BUDGET = "service:error_budget:ratio";
const LATENCY_BUDGET = "service:latency_budget:ratio";
const ERROR_BURN = "service:error_budget_burn";
const LATENCY_BURN = "service:latency_budget_burn";
const PER_SERVICE = ["service", "namespace"];
const ENOUGH_ERRORS: LeastFailures = {
  record: "service:request_errors",
  least: "service:request_errors:least",
  on: PER_SERVICE,
};
const ENOUGH_SLOW: LeastFailures = {
  record: "service:slow_requests",
  least: "service:slow_requests:least",
  on: PER_SERVICE,
};

/** How often a probe is made, at the least: the step of the subqueries over them. */
const PROBE_STEP = "1m";
/** Over which time probes are counted. */
const COUNTED = { range: "5m", seconds: 300 };

/**
 * What was promised of each service, and how fast what may fail is used up. Requests of exposed services are counted by the
 * gateway, which answers for them even when no replica does; of the others, probes are.
 */
export function services({ services: watched }: AlertContext): RuleGroup {
  const exposed = watched.filter((service) => service.exposed);
  const inside = watched.filter((service) => !service.exposed);
  const look = [
    "kubectl -n <namespace> get deployment,hpa,pods -l app.kubernetes.io/name=<service>",
    "kubectl -n <namespace> logs -l app.kubernetes.io/name=<service> --tail=100 --prefix",
    "kubectl -n <namespace> rollout history deployment <service>  # did it begin with an update?",
    "kubectl -n envoy-gateway-system logs -l app.kubernetes.io/component=proxy -c envoy --tail=200 | grep <host>",
  ];
  const slow = [...look, "kubectl -n <namespace> top pods -l app.kubernetes.io/name=<service>"];
  return {
    name: "services",
    title: "Objectives of services",
    recordings: [
      ...watched.flatMap(budgets),
      ...counted([
        ...(exposed.length > 0 ? [throughGateway(exposed)] : []),
        ...(inside.length > 0 ? [byProbes(inside)] : []),
      ]),
      ...burnRecordings({ record: ERROR_BURN, errors: ERRORS, requests: REQUESTS, budget: perService(ERROR_BUDGET) }),
      ...burnRecordings({
        record: LATENCY_BURN,
        errors: SLOW_REQUESTS,
        requests: REQUESTS,
        budget: perService(LATENCY_BUDGET),
      }),
      ...failureCounts(ENOUGH_ERRORS.record, ERRORS),
      ...failureCounts(ENOUGH_SLOW.record, SLOW_REQUESTS),
    ],
    alerts: [
      {
        name: "ServiceErrorBudgetBurnsFast",
        expression: burns(ERROR_BURN, FAST, ENOUGH_ERRORS),
        for: "2m",
        severity: "critical",
        owner: OWNER_OF_SERIES,
        summary: "{{ $labels.service }} fails {{ $value | humanize }} times as often as it may",
        description:
          "At this pace the failures that its objective allows in 30 days are used up within five days or less.",
        runbook: {
          meaning: "So many requests fail that the promise of 30 days breaks within days. People notice.",
          commands: look,
          cured: "The burn rate over five minutes is below 1.",
        },
      },
      {
        name: "ServiceErrorBudgetBurnsSlowly",
        expression: burns(ERROR_BURN, SLOW, ENOUGH_ERRORS),
        for: "15m",
        severity: "warning",
        owner: OWNER_OF_SERIES,
        summary: "{{ $labels.service }} fails {{ $value | humanize }} times as often as it may, for hours",
        description: "At this pace the failures that its objective allows in 30 days are used up before they are over.",
        runbook: {
          meaning: "A steady share of requests fails, too small to call somebody at night.",
          commands: look,
          cured: "The burn rate over six hours is below 1.",
        },
      },
      {
        name: "ServiceLatencyBudgetBurnsFast",
        expression: burns(LATENCY_BURN, FAST, ENOUGH_SLOW),
        for: "2m",
        severity: "critical",
        owner: OWNER_OF_SERIES,
        summary: "{{ $labels.service }} is slow {{ $value | humanize }} times as often as it may",
        description:
          "At this pace the slow answers that its objective allows in 30 days are used up within five days or less.",
        runbook: {
          meaning: "Far more requests than allowed take longer than the objective. People wait.",
          commands: slow,
          cured: "The burn rate over five minutes is below 1.",
        },
      },
      {
        name: "ServiceLatencyBudgetBurnsSlowly",
        expression: burns(LATENCY_BURN, SLOW, ENOUGH_SLOW),
        for: "15m",
        severity: "warning",
        owner: OWNER_OF_SERIES,
        summary: "{{ $labels.service }} is slow {{ $value | humanize }} times as often as it may, for hours",
        description:
          "At this pace the slow answers that its objective allows in 30 days are used up before they are over.",
        runbook: {
          meaning: "A steady share of requests is slow, too small to call somebody at night.",
          commands: slow,
          cured: "The burn rate over six hours is below 1.",
        },
      },
    ],
  };
}

function perService(budget: string): string {
  return `on (${PER_SERVICE.join(", ")}) group_left (owner) ${budget}`;
}

/** The shares of requests that may fail or be slow, and how many must before it is an alarm. */
function budgets({ id, vendor, objectives }: WatchedService): RecordingRule[] {
  const labels = { service: id, namespace: vendor, owner: vendor };
  return [
    { record: ERROR_BUDGET, expression: `vector(${allowed(objectives.availability)})`, labels },
    { record: LATENCY_BUDGET, expression: `vector(${allowed(objectives.latency.percent)})`, labels },
    { record: ENOUGH_ERRORS.least, expression: `vector(${objectives.leastFailures})`, labels },
    { record: ENOUGH_SLOW.least, expression: `vector(${objectives.latency.leastSlow})`, labels },
  ];
}

/** The share that 99.9 % leaves, without the dust of binary fractions. */
function allowed(percent: number): number {
  return Number(((100 - percent) / 100).toFixed(9));
}

/** Rates of requests, of failures and of slow answers, each by one expression. */
interface Counts {
  readonly requests: string;
  readonly errors: string;
  readonly slow: string;
}

/** One recording of each count: a service is counted in one way only. */
function counted(counts: readonly Counts[]): RecordingRule[] {
  const either = (which: keyof Counts) => counts.map((count) => count[which]).join(" or ");
  if (counts.length === 0) return [];
  return [
    { record: REQUESTS, expression: either("requests") },
    { record: ERRORS, expression: either("errors") },
    { record: SLOW_REQUESTS, expression: either("slow") },
  ];
}

function throughGateway(exposed: readonly WatchedService[]): Counts {
  const rates = (metric: string, which: readonly WatchedService[], matcher = "") =>
    byRoute(`rate(${metric}{${routesTo(which)}${matcher}}[5m])`);
  const requests = rates("envoy_cluster_upstream_rq_xx", exposed);
  return {
    requests,
    // Envoy has no series of a class of answers before the first of it.
    errors: `${rates("envoy_cluster_upstream_rq_xx", exposed, ',envoy_response_code_class="5"')} or ${requests} * 0`,
    slow: byMilliseconds(exposed)
      .map(
        ([milliseconds, which]) =>
          `(${rates("envoy_cluster_upstream_rq_time_count", which)} - ${rates("envoy_cluster_upstream_rq_time_bucket", which, `,le=~"${milliseconds}(\\\\.0)?"`)})`,
      )
      .join(" or "),
  };
}

/** Envoy Gateway names what a route leads to `httproute/<namespace>/<name>/rule/<number>`. */
function routesTo(services: readonly WatchedService[]): string {
  const names = services.map(({ id, vendor }) => `${vendor}/${id}`).join("|");
  return `job="gateway",envoy_cluster_name=~"httproute/(${names})/rule/[0-9]+"`;
}

function byRoute(expression: string): string {
  const labelled = [
    ["namespace", "httproute/([^/]+)/.+"],
    ["service", "httproute/[^/]+/([^/]+)/.+"],
  ].reduce(
    (inner, [label = "", pattern = ""]) =>
      `label_replace(${inner}, "${label}", "$1", "envoy_cluster_name", "${pattern}")`,
    expression,
  );
  return `sum by (namespace, service) (${labelled})`;
}

/** Each probe counts as one request. Probes from several places are averaged. */
function byProbes(inside: readonly WatchedService[]): Counts {
  const series = (metric: string, which: readonly WatchedService[]) =>
    `${metric}{probe="service",service=~"${which.map(({ id }) => id).join("|")}"}`;
  const average = (expression: string) => `avg by (${PER_SERVICE.join(", ")}) (${expression}) / ${COUNTED.seconds}`;
  const made = `count_over_time(${series("probe_success", inside)}[${COUNTED.range}])`;
  return {
    requests: average(made),
    errors: average(`${made} - sum_over_time(${series("probe_success", inside)}[${COUNTED.range}])`),
    slow: byMilliseconds(inside)
      .map(([milliseconds, which]) => {
        const duration = series("probe_duration_seconds", which);
        const share = `avg_over_time((${duration} > bool ${milliseconds / 1000})[${COUNTED.range}:${PROBE_STEP}])`;
        return average(`${share} * count_over_time(${duration}[${COUNTED.range}])`);
      })
      .join(" or "),
  };
}

function byMilliseconds(services: readonly WatchedService[]): [number, WatchedService[]][] {
  const limits = [...new Set(services.map(({ objectives }) => objectives.latency.milliseconds))].sort(
    (left, right) => left - right,
  );
  return limits.map((limit) => [limit, services.filter(({ objectives }) => objectives.latency.milliseconds === limit)]);
}
