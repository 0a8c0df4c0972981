import { fires, quiet, type AlertCase, type GroupCases } from "../alert-case";

const CLAIM = 'namespace="vendor-01",persistentvolumeclaim="data"';
const LABELS = { namespace: "vendor-01", persistentvolumeclaim: "data", owner: "vendor-01" };

const volume = (available: string, used = "50") => ({
  [`kubelet_volume_stats_available_bytes{${CLAIM}}`]: available,
  [`kubelet_volume_stats_capacity_bytes{${CLAIM}}`]: "1000x600",
  [`kubelet_volume_stats_used_bytes{${CLAIM}}`]: `${used}x600`,
});

function below(percent: number, beforeFor: string, afterFor: string): AlertCase[] {
  return [
    fires("below the share, once it lasts", afterFor, volume(`${percent * 10 - 10}x600`), {
      labels: LABELS,
      value: `${percent - 1}%`,
    }),
    quiet("before it has lasted", beforeFor, volume(`${percent * 10 - 10}x600`)),
    quiet("at exactly the share", "30m", volume(`${percent * 10}x600`)),
    quiet("on a volume that holds nothing", "30m", volume("0x600", "0")),
  ];
}

const longhornVolume = (state: string, value: string) => ({
  [`longhorn_volume_robustness{volume="pvc-1",pvc="data",pvc_namespace="vendor-01",state="${state}"}`]: value,
});
const LONGHORN_LABELS = { volume: "pvc-1", pvc: "data", pvc_namespace: "vendor-01" };

export const volumes: GroupCases = {
  VolumeNearlyFull: below(10, "4m", "5m"),
  VolumeFull: below(3, "0m", "1m"),
  VolumeFillsSoon: [
    fires("when its last tenth goes within four days", "300m", volume("140-0.1x600"), { labels: LABELS }),
    quiet("when it stays as it is", "300m", volume("140x600")),
    quiet("while more than three twentieths are free", "300m", volume("500-0.1x600")),
  ],
  VolumeInodesNearlyUsed: [
    fires(
      "below a twentieth",
      "15m",
      {
        [`kubelet_volume_stats_inodes_free{${CLAIM}}`]: "4x30",
        [`kubelet_volume_stats_inodes{${CLAIM}}`]: "100x30",
        [`kubelet_volume_stats_inodes_used{${CLAIM}}`]: "96x30",
      },
      { labels: LABELS, value: "4%" },
    ),
    quiet("at exactly a twentieth", "30m", {
      [`kubelet_volume_stats_inodes_free{${CLAIM}}`]: "5x30",
      [`kubelet_volume_stats_inodes{${CLAIM}}`]: "100x30",
      [`kubelet_volume_stats_inodes_used{${CLAIM}}`]: "95x30",
    }),
  ],
  VolumeFailed: [
    fires(
      "after a quarter of an hour",
      "15m",
      { 'kube_persistentvolume_status_phase{persistentvolume="pv-1",phase="Failed"}': "1x20" },
      { labels: { persistentvolume: "pv-1", phase: "Failed" } },
    ),
    quiet("when it is bound", "20m", {
      'kube_persistentvolume_status_phase{persistentvolume="pv-1",phase="Failed"}': "0x20",
      'kube_persistentvolume_status_phase{persistentvolume="pv-1",phase="Bound"}': "1x20",
    }),
  ],
  LonghornVolumeFaulted: [
    fires("after two minutes", "2m", longhornVolume("faulted", "1x10"), { labels: LONGHORN_LABELS }),
    quiet("before", "1m", longhornVolume("faulted", "1x10")),
    quiet("when it is healthy", "10m", longhornVolume("healthy", "1x10")),
  ],
  LonghornVolumeDegraded: [
    fires("after half an hour", "30m", longhornVolume("degraded", "1x40"), { labels: LONGHORN_LABELS }),
    quiet("before", "29m", longhornVolume("degraded", "1x40")),
    quiet("when it is healthy", "40m", longhornVolume("degraded", "0x40")),
  ],
  LonghornNodeNearlyFull: [
    fires(
      "above 80 %",
      "15m",
      {
        'longhorn_node_storage_usage_bytes{node="n1"}': "81x20",
        'longhorn_node_storage_capacity_bytes{node="n1"}': "100x20",
      },
      { labels: { node: "n1" }, value: "81%" },
    ),
    quiet("at exactly 80 %", "20m", {
      'longhorn_node_storage_usage_bytes{node="n1"}': "80x20",
      'longhorn_node_storage_capacity_bytes{node="n1"}': "100x20",
    }),
  ],
};
