import type { ChartValues } from "../../kubernetes/chart-values";

/**
 * What alerts need of kube-state-metrics beyond what it tells by itself, as values of its chart: in which availability zone a
 * node stands, and when RKE2 took each snapshot of etcd.
 */
export const WATCHED_BY_KUBE_STATE_METRICS: ChartValues = {
  metricLabelsAllowlist: ["nodes=[topology.kubernetes.io/zone]"],
  rbac: { extraRules: [{ apiGroups: ["k3s.cattle.io"], resources: ["etcdsnapshotfiles"], verbs: ["list", "watch"] }] },
  customResourceState: {
    enabled: true,
    config: {
      kind: "CustomResourceStateMetrics",
      spec: {
        resources: [
          {
            groupVersionKind: { group: "k3s.cattle.io", version: "v1", kind: "ETCDSnapshotFile" },
            metricNamePrefix: "etcd_snapshot",
            labelsFromPath: {
              snapshot: ["spec", "snapshotName"],
              node: ["spec", "nodeName"],
              location: ["spec", "location"],
            },
            metrics: [
              {
                name: "created_timestamp_seconds",
                help: "When the snapshot was taken.",
                each: { type: "Gauge", gauge: { path: ["status", "creationTime"] } },
              },
            ],
          },
        ],
      },
    },
  },
};
