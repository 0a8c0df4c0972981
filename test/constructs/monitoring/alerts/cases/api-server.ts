import { fires, quiet, type AlertCase, type GroupCases } from "../alert-case";

const requests = (code: string, values: string) => ({
  [`apiserver_request_total{job="apiserver",instance="a",verb="GET",code="${code}"}`]: values,
});
const all = (errors: string, successes: string) => ({ ...requests("500", errors), ...requests("200", successes) });

const bucket = (le: string, values: string) => ({
  [`apiserver_request_duration_seconds_bucket{job="apiserver",verb="GET",resource="pods",subresource="",le="${le}"}`]:
    values,
});
const certificate = (le: string, values: string) => ({
  [`apiserver_client_certificate_expiration_seconds_bucket{job="apiserver",le="${le}"}`]: values,
});

/** Cases that need hours: a value every two minutes. */
const slowly = (alertCase: AlertCase): AlertCase => ({ ...alertCase, interval: "2m" });

export const apiServer: GroupCases = {
  ApiServerMissing: [
    fires("when none is known for five minutes", "5m", {}),
    fires("when none of those that are known answers", "5m", { 'up{job="apiserver",instance="a"}': "0x10" }),
    quiet("before", "4m", {}),
    quiet("while one of two answers", "10m", {
      'up{job="apiserver",instance="a"}': "0x10",
      'up{job="apiserver",instance="b"}': "1x10",
    }),
  ],
  ApiServerErrorBudgetBurnsFast: [
    fires("when every fourth request fails, soon", "20m", all("0+15x30", "0+45x30"), { value: "25" }),
    fires("when every request fails", "20m", all("0+60x30", "0x30"), { value: "100" }),
    quiet("before two minutes of it are over", "2m", all("0+15x30", "0+45x30")),
    quiet("when it is over, though the hour was bad", "55m", all("0+15x20 300x60", "0+45x20 900+60x60")),
    quiet("without failures", "30m", requests("200", "0+60x60")),
    quiet("without requests", "30m", all("0x30", "0x30")),
  ],
  ApiServerErrorBudgetBurnsSlowly: [
    slowly(fires("when two requests in a hundred fail, for hours", "8h", all("0+6x300", "0+294x300"), { value: "2" })),
    slowly(quiet("when one request in two hundred fails", "8h", all("0+1x300", "0+199x300"))),
  ],
  ApiServerSlow: [
    fires(
      "when one request in twenty takes up to eight seconds",
      "20m",
      { ...bucket("4", "0+95x30"), ...bucket("8", "0+100x30"), ...bucket("+Inf", "0+100x30") },
      { labels: { verb: "GET", resource: "pods" }, value: "7.2s" },
    ),
    quiet("when all take less than four seconds", "20m", {
      ...bucket("2", "0+50x30"),
      ...bucket("4", "0+100x30"),
      ...bucket("8", "0+100x30"),
      ...bucket("+Inf", "0+100x30"),
    }),
    quiet("before ten minutes are over", "9m", {
      ...bucket("4", "0+95x30"),
      ...bucket("8", "0+100x30"),
      ...bucket("+Inf", "0+100x30"),
    }),
  ],
  ApiServerDropsRequests: [
    fires(
      "when it turns away one in two",
      "20m",
      { 'apiserver_request_terminations_total{job="apiserver"}': "0+60x30", ...requests("200", "0+60x30") },
      { value: "50%" },
    ),
    quiet("at exactly a fifth", "30m", {
      'apiserver_request_terminations_total{job="apiserver"}': "0+60x40",
      ...requests("200", "0+240x40"),
    }),
    quiet("when it turns away nobody", "30m", {
      'apiserver_request_terminations_total{job="apiserver"}': "0x40",
      ...requests("200", "0+240x40"),
    }),
  ],
  AggregatedApiDown: [
    fires(
      "after ten minutes",
      "10m",
      { 'aggregator_unavailable_apiservice{name="v1beta1.metrics.k8s.io",instance="a"}': "1x20" },
      { labels: { name: "v1beta1.metrics.k8s.io" } },
    ),
    quiet("before", "9m", { 'aggregator_unavailable_apiservice{name="v1beta1.metrics.k8s.io",instance="a"}': "1x20" }),
    quiet("when it answers", "20m", {
      'aggregator_unavailable_apiservice{name="v1beta1.metrics.k8s.io",instance="a"}': "0x20",
    }),
  ],
  ApiServerClientCertificateExpires: [
    fires(
      "when somebody has less than six hours left",
      "20m",
      {
        ...certificate("21600", "0+5x30"),
        ...certificate("604800", "0+5x30"),
        ...certificate("+Inf", "0+60x30"),
        'apiserver_client_certificate_expiration_seconds_count{job="apiserver"}': "0+60x30",
      },
      { labels: { job: "apiserver" }, value: "43m 12s" },
    ),
    quiet("when all have months", "20m", {
      ...certificate("21600", "0x30"),
      ...certificate("604800", "0x30"),
      ...certificate("7776000", "0+60x30"),
      ...certificate("+Inf", "0+60x30"),
      'apiserver_client_certificate_expiration_seconds_count{job="apiserver"}': "0+60x30",
    }),
  ],
};
