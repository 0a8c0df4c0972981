import { fires, quiet, type AlertCase, type GroupCases } from "../alert-case";

const ready = (node: string) => `kube_node_status_condition{node="${node}",condition="Ready",status="true"}`;
const placed = (node: string, zone: string) =>
  `kube_node_labels{node="${node}",label_topology_kubernetes_io_zone="${zone}"}`;

/** Two nodes in zone a, one in zone b, with their readiness. */
const city = (a1: string, a2: string, b1: string) => ({
  [placed("a1", "zone-a")]: "1x60",
  [placed("a2", "zone-a")]: "1x60",
  [placed("b1", "zone-b")]: "1x60",
  [ready("a1")]: a1,
  [ready("a2")]: a2,
  [ready("b1")]: b1,
});

const disk = (name: string, value: string, readonly = "0") => ({
  [`node_filesystem_${name}{instance="n1",device="/dev/vda",fstype="ext4",mountpoint="/"}`]: value,
  'node_filesystem_readonly{instance="n1",device="/dev/vda",fstype="ext4",mountpoint="/"}': `${readonly}x600`,
});
const DISK = { instance: "n1", device: "/dev/vda", fstype: "ext4", mountpoint: "/" };

/** Cases of an alert on the share of a disk, or of its inodes, that is left. */
function share(
  [free, size]: readonly [string, string],
  below: number,
  beforeFor: string,
  afterFor: string,
): AlertCase[] {
  const series = (percent: number) => ({ ...disk(size, "100x60"), ...disk(free, `${percent}x60`) });
  return [
    fires("below the share, once it lasts", afterFor, series(below - 1), { labels: DISK, value: `${below - 1}%` }),
    quiet("before it has lasted", beforeFor, series(below - 1)),
    quiet("at exactly the share", "60m", series(below)),
    quiet("on a file system that is read-only anyway", "60m", { ...series(below - 1), ...disk(size, "100x60", "1") }),
    quiet("on one in memory", "60m", {
      [`node_filesystem_${free}{instance="n1",fstype="tmpfs",mountpoint="/run"}`]: "0x60",
      [`node_filesystem_${size}{instance="n1",fstype="tmpfs",mountpoint="/run"}`]: "100x60",
      'node_filesystem_readonly{instance="n1",fstype="tmpfs",mountpoint="/run"}': "0x60",
    }),
  ];
}

export const nodes: GroupCases = {
  AvailabilityZoneDown: [
    fires("when every node of it is lost", "3m", city("0x10", "0x10", "1x10"), {
      labels: { availability_zone: "zone-a" },
    }),
    quiet("before two minutes are over", "1m", city("0x10", "0x10", "1x10")),
    quiet("while one node of it is ready", "10m", city("0x10", "1x10", "1x10")),
    quiet("when its only node is lost, which is a node's alert", "10m", city("1x10", "1x10", "0x10")),
    quiet("where nodes tell no availability zone", "10m", { [ready("a1")]: "0x10", [ready("a2")]: "0x10" }),
  ],
  NodeNotReady: [
    fires("after five minutes", "6m", city("0x10", "1x10", "1x10"), {
      labels: { node: "a1", availability_zone: "zone-a" },
    }),
    fires("where nodes tell no availability zone, too", "6m", { [ready("a1")]: "0x10" }, { labels: { node: "a1" } }),
    quiet("before", "4m", city("0x10", "1x10", "1x10")),
    quiet("when all are ready", "10m", city("1x10", "1x10", "1x10")),
  ],
  NodeReadinessFlaps: [
    fires(
      "when it changes every minute",
      "35m",
      { [ready("a1")]: "1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0" },
      { labels: { node: "a1", condition: "Ready", status: "true" }, value: "14" },
    ),
    quiet("when it changed twice", "35m", { [ready("a1")]: "1x5 0x5 1x40" }),
  ],
  NodeUnderPressure: [
    fires(
      "after five minutes",
      "5m",
      { 'kube_node_status_condition{node="n1",condition="MemoryPressure",status="true"}': "1x10" },
      { labels: { node: "n1", condition: "MemoryPressure" } },
    ),
    quiet("before", "4m", { 'kube_node_status_condition{node="n1",condition="MemoryPressure",status="true"}': "1x10" }),
    quiet("without pressure", "10m", {
      'kube_node_status_condition{node="n1",condition="DiskPressure",status="true"}': "0x10",
    }),
  ],
  NodeTooManyPods: [
    fires(
      "above 95 % of the limit",
      "15m",
      {
        'kube_node_status_capacity{node="n1",resource="pods"}': "2x30",
        'kube_pod_info{namespace="x",pod="p1",node="n1"}': "1x30",
        'kube_pod_info{namespace="x",pod="p2",node="n1"}': "1x30",
        'kube_pod_status_phase{namespace="x",pod="p1",phase="Running"}': "1x30",
        'kube_pod_status_phase{namespace="x",pod="p2",phase="Running"}': "1x30",
      },
      { labels: { node: "n1" }, value: "100%" },
    ),
    quiet("with room", "30m", {
      'kube_node_status_capacity{node="n1",resource="pods"}': "4x30",
      'kube_pod_info{namespace="x",pod="p1",node="n1"}': "1x30",
      'kube_pod_status_phase{namespace="x",pod="p1",phase="Running"}': "1x30",
    }),
  ],
  NodeDiskNearlyFull: share(["avail_bytes", "size_bytes"], 10, "14m", "15m"),
  NodeDiskFull: share(["avail_bytes", "size_bytes"], 3, "4m", "5m"),
  NodeInodesNearlyUsed: share(["files_free", "files"], 5, "14m", "15m"),
  NodeDiskFillsSoon: [
    fires(
      "when it loses a hundredth every ten minutes",
      "280m",
      { ...disk("size_bytes", "1000x600"), ...disk("avail_bytes", "600-1x600") },
      { labels: DISK },
    ),
    quiet("when it stays as it is", "500m", { ...disk("size_bytes", "1000x600"), ...disk("avail_bytes", "300x600") }),
    quiet("while two fifths are free", "180m", {
      ...disk("size_bytes", "1000x600"),
      ...disk("avail_bytes", "600-1x600"),
    }),
  ],
  NodeDiskReadOnly: [
    fires("after five minutes", "5m", disk("size_bytes", "1x10", "1"), { labels: DISK }),
    quiet("before", "4m", disk("size_bytes", "1x10", "1")),
    quiet("for one that is meant to be", "10m", {
      'node_filesystem_readonly{instance="n1",fstype="ext4",mountpoint="/usr"}': "1x10",
    }),
  ],
  NodeClockSkewed: [
    fires(
      "when it is behind by 60 ms",
      "10m",
      { 'node_timex_offset_seconds{instance="n1"}': "-0.06x15" },
      { labels: { instance: "n1" }, value: "60ms" },
    ),
    quiet("at exactly 50 ms", "15m", { 'node_timex_offset_seconds{instance="n1"}': "0.05x15" }),
    quiet("before ten minutes are over", "9m", { 'node_timex_offset_seconds{instance="n1"}': "-0.06x15" }),
  ],
  NodeClockNotSynchronised: [
    fires(
      "when the kernel gives up",
      "15m",
      { 'node_timex_sync_status{instance="n1"}': "0x20", 'node_timex_maxerror_seconds{instance="n1"}': "16x20" },
      { labels: { instance: "n1" } },
    ),
    quiet("while the error is small", "20m", {
      'node_timex_sync_status{instance="n1"}': "0x20",
      'node_timex_maxerror_seconds{instance="n1"}': "1x20",
    }),
    quiet("when it follows a server", "20m", {
      'node_timex_sync_status{instance="n1"}': "1x20",
      'node_timex_maxerror_seconds{instance="n1"}': "16x20",
    }),
  ],
  NodeMemoryNearlyUsed: [
    fires(
      "below a twentieth",
      "15m",
      {
        'node_memory_MemAvailable_bytes{instance="n1"}': "4x20",
        'node_memory_MemTotal_bytes{instance="n1"}': "100x20",
      },
      { labels: { instance: "n1" }, value: "4%" },
    ),
    quiet("at exactly a twentieth", "20m", {
      'node_memory_MemAvailable_bytes{instance="n1"}': "5x20",
      'node_memory_MemTotal_bytes{instance="n1"}': "100x20",
    }),
    quiet("before it has lasted", "14m", {
      'node_memory_MemAvailable_bytes{instance="n1"}': "4x20",
      'node_memory_MemTotal_bytes{instance="n1"}': "100x20",
    }),
  ],
  NodeConnectionsNearlyUsed: [
    fires(
      "above 80 %",
      "10m",
      {
        'node_nf_conntrack_entries{instance="n1"}': "81x20",
        'node_nf_conntrack_entries_limit{instance="n1"}': "100x20",
      },
      { labels: { instance: "n1" }, value: "81%" },
    ),
    quiet("at exactly 80 %", "20m", {
      'node_nf_conntrack_entries{instance="n1"}': "80x20",
      'node_nf_conntrack_entries_limit{instance="n1"}': "100x20",
    }),
  ],
  NodeNetworkErrors: [
    fires(
      "when one packet in ten is broken",
      "40m",
      {
        'node_network_receive_errs_total{instance="n1",device="eth0"}': "0+10x60",
        'node_network_transmit_errs_total{instance="n1",device="eth0"}': "0+10x60",
        'node_network_receive_packets_total{instance="n1",device="eth0"}': "0+100x60",
        'node_network_transmit_packets_total{instance="n1",device="eth0"}': "0+100x60",
      },
      { labels: { instance: "n1", device: "eth0" }, value: "10%" },
    ),
    quiet("without errors", "60m", {
      'node_network_receive_errs_total{instance="n1",device="eth0"}': "0x60",
      'node_network_transmit_errs_total{instance="n1",device="eth0"}': "0x60",
      'node_network_receive_packets_total{instance="n1",device="eth0"}': "0+100x60",
      'node_network_transmit_packets_total{instance="n1",device="eth0"}': "0+100x60",
    }),
    quiet("on a device without packets", "60m", {
      'node_network_receive_errs_total{instance="n1",device="eth1"}': "0x60",
      'node_network_transmit_errs_total{instance="n1",device="eth1"}': "0x60",
      'node_network_receive_packets_total{instance="n1",device="eth1"}': "0x60",
      'node_network_transmit_packets_total{instance="n1",device="eth1"}': "0x60",
    }),
  ],
};
