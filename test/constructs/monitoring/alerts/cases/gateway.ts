import { fires, quiet, type GroupCases } from "../alert-case";

const route = (metric: string, values: string, service = "vendor-01/card") => ({
  [`${metric}{job="gateway",pod="envoy-1",envoy_cluster_name="httproute/${service}/rule/0"}`]: values,
});
const LABELS = { namespace: "vendor-01", service: "card", owner: "vendor-01" };

const memory = (used: string) => ({
  'envoy_server_memory_allocated{job="gateway",namespace="envoy-gateway-system",pod="envoy-1"}': used,
  'kube_pod_container_resource_limits{namespace="envoy-gateway-system",pod="envoy-1",container="envoy",resource="memory"}':
    "100x20",
});
const rejected = (listeners: string, clusters: string) => ({
  'envoy_listener_manager_lds_update_rejected{job="gateway",namespace="envoy-gateway-system",pod="envoy-1"}': listeners,
  'envoy_cluster_manager_cds_update_rejected{job="gateway",namespace="envoy-gateway-system",pod="envoy-1"}': clusters,
});

export const gateway: GroupCases = {
  GatewayMissing: [
    fires("when none is known for three minutes", "3m", {}),
    fires("when there is Envoy of Cilium alone", "3m", { 'envoy_server_live{job="cilium-envoy"}': "1x10" }),
    quiet("before", "2m", {}),
    quiet("while one is live", "10m", {
      'envoy_server_live{job="gateway",pod="envoy-1"}': "1x10",
      'envoy_server_live{job="gateway",pod="envoy-2"}': "0x10",
    }),
  ],
  GatewayNoHealthyReplica: [
    fires(
      "when none of three is healthy",
      "1m",
      { ...route("envoy_cluster_membership_healthy", "0x10"), ...route("envoy_cluster_membership_total", "3x10") },
      { labels: LABELS },
    ),
    quiet("before a minute is over", "0m", {
      ...route("envoy_cluster_membership_healthy", "0x10"),
      ...route("envoy_cluster_membership_total", "3x10"),
    }),
    quiet("while one is healthy", "10m", {
      ...route("envoy_cluster_membership_healthy", "1x10"),
      ...route("envoy_cluster_membership_total", "3x10"),
    }),
    quiet("where the service has no replica in this cluster", "10m", {
      ...route("envoy_cluster_membership_healthy", "0x10"),
      ...route("envoy_cluster_membership_total", "0x10"),
    }),
  ],
  GatewayConnectionsFail: [
    fires(
      "when one attempt in ten fails",
      "20m",
      {
        ...route("envoy_cluster_upstream_cx_connect_fail", "0+6x30"),
        ...route("envoy_cluster_upstream_cx_total", "0+60x30"),
      },
      { labels: LABELS, value: "10%" },
    ),
    quiet("before ten minutes are over", "9m", {
      ...route("envoy_cluster_upstream_cx_connect_fail", "0+6x30"),
      ...route("envoy_cluster_upstream_cx_total", "0+60x30"),
    }),
    quiet("when none fails", "30m", {
      ...route("envoy_cluster_upstream_cx_connect_fail", "0x30"),
      ...route("envoy_cluster_upstream_cx_total", "0+60x30"),
    }),
    quiet("without attempts", "30m", {
      ...route("envoy_cluster_upstream_cx_connect_fail", "0x30"),
      ...route("envoy_cluster_upstream_cx_total", "0x30"),
    }),
  ],
  GatewayTimeouts: [
    fires(
      "when one request in ten times out",
      "20m",
      {
        ...route("envoy_cluster_upstream_rq_timeout", "0+6x30"),
        ...route("envoy_cluster_upstream_rq_total", "0+60x30"),
      },
      { labels: LABELS, value: "10%" },
    ),
    quiet("when none does", "30m", {
      ...route("envoy_cluster_upstream_rq_timeout", "0x30"),
      ...route("envoy_cluster_upstream_rq_total", "0+60x30"),
    }),
  ],
  GatewayMemoryNearlyUsed: [
    fires("above nine tenths", "5m", memory("95x20"), {
      labels: { namespace: "envoy-gateway-system", pod: "envoy-1" },
      value: "95%",
    }),
    quiet("at exactly nine tenths", "20m", memory("90x20")),
  ],
  GatewayConfigurationRejected: [
    fires("at once", "15m", rejected("0x10 1x10", "0x20"), {
      labels: { namespace: "envoy-gateway-system", pod: "envoy-1" },
    }),
    quiet("when nothing is refused", "15m", rejected("0x20", "0x20")),
  ],
};
