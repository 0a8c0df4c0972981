import { fires, quiet, type GroupCases } from "../alert-case";

const requests = (status: string, values: string) => ({
  [`loki_request_duration_seconds_count{job="loki",route="loki_api_v1_push",status_code="${status}"}`]: values,
});
const bucket = (le: string, values: string) => ({
  [`loki_request_duration_seconds_bucket{job="loki",route="loki_api_v1_query_range",le="${le}"}`]: values,
});
const compacted = (values: string) => ({
  loki_boltdb_shipper_compact_tables_operation_last_successful_run_timestamp_seconds: values,
});

export const logsPipeline: GroupCases = {
  LokiRequestErrors: [
    fires(
      "when one in five fails",
      "25m",
      { ...requests("500", "0+12x40"), ...requests("204", "0+48x40") },
      { labels: { job: "loki", route: "loki_api_v1_push" }, value: "20%" },
    ),
    quiet("at exactly one in ten", "40m", { ...requests("500", "0+6x40"), ...requests("204", "0+54x40") }),
    quiet("without failures", "40m", requests("204", "0+60x40")),
  ],
  LokiSlow: [
    fires(
      "when one in twenty takes up to ten seconds",
      "25m",
      { ...bucket("5", "0+95x40"), ...bucket("10", "0+100x40"), ...bucket("+Inf", "0+100x40") },
      { labels: { route: "loki_api_v1_query_range" }, value: "9s" },
    ),
    quiet("when all take less than five seconds", "40m", {
      ...bucket("2.5", "0+50x40"),
      ...bucket("5", "0+100x40"),
      ...bucket("+Inf", "0+100x40"),
    }),
  ],
  LokiDiscardsLogs: [
    fires(
      "when a line a second is too long",
      "20m",
      { 'loki_discarded_samples_total{tenant="fake",reason="line_too_long"}': "0+60x40" },
      { labels: { tenant: "fake", reason: "line_too_long" }, value: "1" },
    ),
    quiet("when nothing is thrown away", "20m", {
      'loki_discarded_samples_total{tenant="fake",reason="line_too_long"}': "5x40",
    }),
  ],
  LokiDoesNotDelete: [
    fires("after more than six hours", "7h", compacted("60x600"), { value: "6h 59m 0s" }),
    quiet("before", "6h", compacted("60x600")),
    quiet("before it ever ran", "7h", compacted("0x600")),
  ],
  AlloyDropsLogs: [
    fires(
      "when it gives up a line a second",
      "15m",
      { 'loki_write_dropped_entries_total{instance="n1",reason="ingester_error"}': "0+60x40" },
      { labels: { instance: "n1", reason: "ingester_error" }, value: "1" },
    ),
    quiet("when it gives up nothing", "15m", {
      'loki_write_dropped_entries_total{instance="n1",reason="ingester_error"}': "3x40",
    }),
  ],
  AlloySendsNothing: [
    fires(
      "after half an hour",
      "35m",
      { 'loki_write_sent_entries_total{instance="n1"}': "9x60" },
      { labels: { instance: "n1" } },
    ),
    quiet("when it sends", "35m", { 'loki_write_sent_entries_total{instance="n1"}': "0+1x60" }),
    quiet("soon after it began", "14m", { 'loki_write_sent_entries_total{instance="n1"}': "0x60" }),
  ],
  AlloyUnhealthy: [
    fires(
      "after a quarter of an hour",
      "15m",
      {
        'alloy_component_controller_running_components{instance="n1",health_type="unhealthy"}': "1x20",
        'alloy_component_controller_running_components{instance="n1",health_type="healthy"}': "9x20",
      },
      { labels: { instance: "n1" }, value: "1" },
    ),
    quiet("when all parts work", "20m", {
      'alloy_component_controller_running_components{instance="n1",health_type="unhealthy"}': "0x20",
      'alloy_component_controller_running_components{instance="n1",health_type="healthy"}': "9x20",
    }),
  ],
};
