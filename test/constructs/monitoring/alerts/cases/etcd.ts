import { fires, quiet, type GroupCases } from "../alert-case";

const member = (metric: string, instance: string, more = "") =>
  `${metric}{job="kube-etcd",instance="${instance}"${more}}`;
const A = { instance: "a" };

export const etcd: GroupCases = {
  EtcdNoLeader: [
    fires(
      "when a member has known no leader for a minute",
      "1m",
      { [member("etcd_server_has_leader", "a")]: "0x5" },
      { labels: { job: "kube-etcd", ...A } },
    ),
    quiet("before the minute is over", "0m", { [member("etcd_server_has_leader", "a")]: "0x5" }),
    quiet("with a leader", "5m", { [member("etcd_server_has_leader", "a")]: "1x5" }),
    quiet("without the series", "5m", {}),
  ],
  EtcdMembersDown: [
    fires(
      "when one of three is down, so that none may follow",
      "3m",
      { [member("up", "a")]: "0x5", [member("up", "b")]: "1x5", [member("up", "c")]: "1x5" },
      { labels: { job: "kube-etcd" }, value: "1" },
    ),
    quiet("before three minutes are over", "2m", {
      [member("up", "a")]: "0x5",
      [member("up", "b")]: "1x5",
      [member("up", "c")]: "1x5",
    }),
    quiet(
      "when one of five is down",
      "5m",
      Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [member("up", name), name === "a" ? "0x5" : "1x5"])),
    ),
    fires(
      "when two of five are down",
      "5m",
      Object.fromEntries(
        ["a", "b", "c", "d", "e"].map((name) => [member("up", name), "ab".includes(name) ? "0x5" : "1x5"]),
      ),
      { labels: { job: "kube-etcd" }, value: "2" },
    ),
    quiet("when all are up", "5m", {
      [member("up", "a")]: "1x5",
      [member("up", "b")]: "1x5",
      [member("up", "c")]: "1x5",
    }),
  ],
  EtcdMemberDown: [
    fires(
      "after five minutes",
      "5m",
      { [member("up", "a")]: "0x10", [member("up", "b")]: "1x10" },
      { labels: { job: "kube-etcd", ...A } },
    ),
    quiet("before", "4m", { [member("up", "a")]: "0x10" }),
    quiet("when it came back meanwhile", "7m", { [member("up", "a")]: "0 0 0 0 1 0 0 0" }),
  ],
  EtcdDatabaseNearQuota: [
    fires(
      "above 80 %",
      "10m",
      {
        [member("etcd_mvcc_db_total_size_in_bytes", "a")]: "81x15",
        [member("etcd_server_quota_backend_bytes", "a")]: "100x15",
      },
      { labels: { job: "kube-etcd", ...A }, value: "81%" },
    ),
    quiet("at exactly 80 %", "15m", {
      [member("etcd_mvcc_db_total_size_in_bytes", "a")]: "80x15",
      [member("etcd_server_quota_backend_bytes", "a")]: "100x15",
    }),
    quiet("before ten minutes are over", "9m", {
      [member("etcd_mvcc_db_total_size_in_bytes", "a")]: "81x15",
      [member("etcd_server_quota_backend_bytes", "a")]: "100x15",
    }),
  ],
  EtcdManyLeaderChanges: [
    fires(
      "when a leader is elected every minute",
      "20m",
      { [member("etcd_server_leader_changes_seen_total", "a")]: "1+1x30" },
      { labels: { job: "kube-etcd", ...A } },
    ),
    quiet("when it was elected once", "20m", { [member("etcd_server_leader_changes_seen_total", "a")]: "1x10 2x20" }),
    quiet("without the series", "20m", {}),
  ],
  EtcdDiskSlow: [
    fires(
      "when one write in twenty takes up to a second",
      "20m",
      {
        [member("etcd_disk_wal_fsync_duration_seconds_bucket", "a", ',le="0.512"')]: "0+95x30",
        [member("etcd_disk_wal_fsync_duration_seconds_bucket", "a", ',le="1.024"')]: "0+100x30",
        [member("etcd_disk_wal_fsync_duration_seconds_bucket", "a", ',le="+Inf"')]: "0+100x30",
      },
      { labels: A, value: "921.6ms" },
    ),
    quiet("when all take less than half a second", "20m", {
      [member("etcd_disk_wal_fsync_duration_seconds_bucket", "a", ',le="0.256"')]: "0+100x30",
      [member("etcd_disk_wal_fsync_duration_seconds_bucket", "a", ',le="0.512"')]: "0+100x30",
      [member("etcd_disk_wal_fsync_duration_seconds_bucket", "a", ',le="+Inf"')]: "0+100x30",
    }),
  ],
  EtcdPeersSlow: [
    fires(
      "when one heartbeat in twenty takes up to 200 ms",
      "20m",
      {
        [member("etcd_network_peer_round_trip_time_seconds_bucket", "a", ',To="b",le="0.1"')]: "0+95x30",
        [member("etcd_network_peer_round_trip_time_seconds_bucket", "a", ',To="b",le="0.2"')]: "0+100x30",
        [member("etcd_network_peer_round_trip_time_seconds_bucket", "a", ',To="b",le="+Inf"')]: "0+100x30",
      },
      { labels: { ...A, To: "b" }, value: "180ms" },
    ),
    quiet("when all take less than 100 ms", "20m", {
      [member("etcd_network_peer_round_trip_time_seconds_bucket", "a", ',To="b",le="0.1"')]: "0+100x30",
      [member("etcd_network_peer_round_trip_time_seconds_bucket", "a", ',To="b",le="+Inf"')]: "0+100x30",
    }),
  ],
  EtcdProposalsFail: [
    fires(
      "when one fails every minute",
      "25m",
      { [member("etcd_server_proposals_failed_total", "a")]: "0+1x30" },
      { labels: { job: "kube-etcd", ...A }, value: "15" },
    ),
    quiet("when none fails", "25m", { [member("etcd_server_proposals_failed_total", "a")]: "7x30" }),
    quiet("at exactly five in 15 minutes", "30m", {
      [member("etcd_server_proposals_failed_total", "a")]: "0+0.33333333x30",
    }),
  ],
};
