/** Series of an exporter that no check has seen. */
export interface Unseen {
  readonly reason: string;
  readonly names: readonly string[];
}

/**
 * What is read, and neither shown by a program that the checks run, nor declared in a source that they read, nor documented in full,
 * by exporter. Names
 * stand here one by one: a rule that reads another one fails until somebody has looked it up and writes it here, and one that
 * is seen at last fails until it is taken away.
 */
export const UNSEEN: Readonly<Record<string, Unseen>> = {
  "kube-state-metrics": {
    reason: "the list of its stable metrics lacks them: ours, one that may still change, and one of the program itself",
    names: [
      "etcd_snapshot_created_timestamp_seconds",
      "kube_pod_container_status_last_terminated_reason",
      "kube_state_metrics_list_total",
    ],
  },
  gateway: {
    reason: "Envoy is written in C++ and makes its names when it runs",
    names: [
      "envoy_cluster_manager_cds_update_rejected",
      "envoy_cluster_membership_healthy",
      "envoy_cluster_membership_total",
      "envoy_cluster_upstream_cx_connect_fail",
      "envoy_cluster_upstream_cx_total",
      "envoy_cluster_upstream_rq_time_bucket",
      "envoy_cluster_upstream_rq_time_count",
      "envoy_cluster_upstream_rq_timeout",
      "envoy_cluster_upstream_rq_total",
      "envoy_cluster_upstream_rq_xx",
      "envoy_listener_manager_lds_update_rejected",
      "envoy_server_live",
      "envoy_server_memory_allocated",
    ],
  },
  longhorn: {
    reason: "its module is not served by the Go module proxy",
    names: ["longhorn_node_storage_capacity_bytes", "longhorn_node_storage_usage_bytes", "longhorn_volume_robustness"],
  },
  "external-secrets": {
    reason: "its module is not served by the Go module proxy in the version that is installed",
    names: ["externalsecret_status_condition"],
  },
  cilium: { reason: "a function of Cilium's own joins the name", names: ["cilium_bpf_map_pressure"] },
  loki: {
    reason: "the name begins with what Loki's configuration says",
    names: ["loki_request_duration_seconds_bucket", "loki_request_duration_seconds_count"],
  },
};
