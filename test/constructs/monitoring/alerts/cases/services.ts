import { fires, quiet, type AlertCase, type GroupCases } from "../alert-case";

const cluster = (service: string) =>
  `job="gateway",pod="envoy-1",envoy_cluster_name="httproute/vendor-01/${service}/rule/0"`;
const answers = (service: string, errors: string, successes: string) => ({
  [`envoy_cluster_upstream_rq_xx{${cluster(service)},envoy_response_code_class="5"}`]: errors,
  [`envoy_cluster_upstream_rq_xx{${cluster(service)},envoy_response_code_class="2"}`]: successes,
});
/** Requests, and how many of them were answered within a limit. */
const answered = (service: string, limit: string, inTime: string, all: string) => ({
  ...answers(service, "0x2000", all),
  [`envoy_cluster_upstream_rq_time_bucket{${cluster(service)},le="${limit}"}`]: inTime,
  [`envoy_cluster_upstream_rq_time_bucket{${cluster(service)},le="+Inf"}`]: all,
  [`envoy_cluster_upstream_rq_time_count{${cluster(service)}}`]: all,
});
const probes = (success: string) => ({
  'probe_success{probe="service",service="pool",namespace="vendor-02"}': success,
});
const durations = (seconds: string) => ({
  ...probes("1x2000"),
  'probe_duration_seconds{probe="service",service="pool",namespace="vendor-02"}': seconds,
});

const CARD = { service: "card", namespace: "vendor-01", owner: "vendor-01" };
const PORTAL = { ...CARD, service: "portal" };
const POOL = { service: "pool", namespace: "vendor-02", owner: "vendor-02" };

/** Failures one by one, five within an hour or four. */
const NIGHT = { five: "0x11 1x11 2x11 3x11 4x11 5x11 6x11", four: "0x14 1x14 2x14 3x14 4x14 5x14" };

/** Cases that need hours: a value every two minutes. */
const hours = (alertCase: AlertCase): AlertCase => ({ ...alertCase, interval: "2m" });

export const services: GroupCases = {
  ServiceErrorBudgetBurnsFast: [
    // 99.9 % leaves one request in a thousand: 20 in a thousand burn 20 times as fast.
    fires("when 20 times as many fail as may", "20m", answers("portal", "0+20x60", "0+980x60"), {
      labels: PORTAL,
      value: "20",
    }),
    fires(
      "when every request fails, and never another class was seen",
      "20m",
      { [`envoy_cluster_upstream_rq_xx{${cluster("portal")},envoy_response_code_class="5"}`]: "0+1000x60" },
      { labels: PORTAL, value: "1k" },
    ),
    fires("when no probe of a service inside succeeds", "20m", probes("0x60"), { labels: POOL, value: "100" }),
    hours(
      fires(
        "at six and a half times over six hours, which is too little for one hour",
        "7h",
        answers("card", "0+8125x400", "0+1875x400"),
        { labels: CARD, value: "6.5" },
      ),
    ),
    hours(quiet("at exactly six times, which is its second threshold", "7h", answers("card", "0+75x400", "0+25x400"))),
    quiet("before two minutes of it are over", "2m", answers("portal", "0+20x60", "0+980x60")),
    quiet(
      "when it is over, though the hour was bad",
      "50m",
      answers("portal", "0+20x20 400x100", "0+980x20 19600+1000x100"),
    ),
    quiet("when as many fail as may", "20m", answers("portal", "0+1x60", "0+999x60")),
    // Each of these shares burns far faster than it may: what decides is how many failures they are.
    fires(
      "when five fail in an hour of few requests, which is enough",
      "75m",
      answers("portal", NIGHT.five, "0+5x99"),
      {
        labels: PORTAL,
        value: "16.39",
      },
    ),
    quiet("when four fail in an hour of fewer, which is not", "79m", answers("portal", NIGHT.four, "0+3x99")),
    quiet("when one fails in a night of few requests", "34m", answers("portal", "0x30 1x60", "0+1x90")),
    quiet(
      "when the service and its first failures are new, since what was not seen did not fail",
      "12m",
      answers("portal", "_x5 0x1 1x60", "_x5 0+1x60"),
    ),
    hours(
      quiet("when one fewer fails in six hours than calls somebody", "7h", answers("card", "0x100 19x300", "0x400")),
    ),
    quiet("when four probes of a service inside fail", "12m", probes("1x5 0x3 1x60")),
    fires("when eight probes of a service inside fail", "14m", probes("1x5 0x7 1x60"), {
      labels: POOL,
      value: "52.31",
    }),
    quiet("without requests", "20m", answers("portal", "0x60", "0x60")),
    quiet("for a route that is no service of the YAML", "20m", {
      'envoy_cluster_upstream_rq_xx{job="gateway",envoy_cluster_name="httproute/console/headlamp/rule/0",envoy_response_code_class="5"}':
        "0+60x60",
    }),
  ],
  ServiceErrorBudgetBurnsSlowly: [
    hours(
      fires("at twice as many as may fail, for hours", "8h", answers("portal", "0+2x400", "0+998x400"), {
        labels: PORTAL,
        value: "2",
      }),
    ),
    hours(quiet("at exactly as many as may fail", "8h", answers("card", "0+125x400", "0+875x400"))),
    hours(
      quiet("when it is over for six hours", "20h", answers("portal", "0+2x120 240x500", "0+998x120 119760+1000x500")),
    ),
  ],
  ServiceLatencyBudgetBurnsFast: [
    fires(
      "when every second answer takes more than the limit",
      "20m",
      answered("portal", "1000.0", "0+500x60", "0+1000x60"),
      { labels: PORTAL, value: "50" },
    ),
    fires(
      "where Envoy writes the limit without a fraction",
      "20m",
      answered("portal", "1000", "0+500x60", "0+1000x60"),
      { labels: PORTAL, value: "50" },
    ),
    quiet(
      "when one answer is slow in a night of few requests",
      "34m",
      answered("portal", "1000.0", "0+1x30 30+1x59", "0+1x90"),
    ),
    quiet("when all are answered in time", "20m", answered("portal", "1000.0", "0+1000x60", "0+1000x60")),
    quiet("before two minutes of it are over", "2m", answered("portal", "1000.0", "0+500x60", "0+1000x60")),
    hours(
      fires("when probes of a service inside are all slow for hours", "7h", durations("2x2000"), {
        labels: POOL,
        value: "10",
      }),
    ),
    quiet("when probes take exactly the limit", "20m", durations("1x60")),
  ],
  ServiceLatencyBudgetBurnsSlowly: [
    hours(
      fires(
        "at twice as many slow answers as may be, for hours",
        "8h",
        answered("portal", "1000.0", "0+980x400", "0+1000x400"),
        { labels: PORTAL, value: "2" },
      ),
    ),
    hours(quiet("at somewhat fewer than may be", "8h", answered("card", "500.0", "0+880x400", "0+1000x400"))),
  ],
};
