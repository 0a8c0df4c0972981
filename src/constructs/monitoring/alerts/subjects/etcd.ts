import type { RuleGroup } from "../alert";
import { PLATFORM } from "../owners";

/** etcd in the servers of RKE2. Thresholds: etcd's documents on hardware and on maintenance. */
export function etcd(): RuleGroup {
  const logs = "kubectl -n kube-system logs -l component=etcd --tail=100 --prefix";
  const members =
    "kubectl -n kube-system exec etcd-<server> -- etcdctl --cacert /var/lib/rancher/rke2/server/tls/etcd/server-ca.crt --cert /var/lib/rancher/rke2/server/tls/etcd/server-client.crt --key /var/lib/rancher/rke2/server/tls/etcd/server-client.key endpoint status --cluster -w table";
  return {
    name: "etcd",
    title: "etcd",
    alerts: [
      {
        name: "EtcdNoLeader",
        expression: 'etcd_server_has_leader{job="kube-etcd"} == 0',
        for: "1m",
        severity: "critical",
        owner: PLATFORM,
        summary: "etcd on {{ $labels.instance }} has no leader",
        description:
          "This member knows no leader for a minute: the API server can write nothing through it. All members alike means that the cluster stands still.",
        runbook: {
          meaning:
            "Members elect a leader by majority. Without one nothing is written: pods run on, but nothing is scheduled, healed or changed.",
          commands: ["kubectl get nodes -l node-role.kubernetes.io/etcd=true -o wide", members, logs],
          cured: "`etcdctl endpoint status` shows one leader and `etcd_server_has_leader` is 1 on every member.",
        },
      },
      {
        name: "EtcdMembersDown",
        expression:
          'count by (job) (up{job="kube-etcd"} == 0) >= on (job) floor(count by (job) (up{job="kube-etcd"}) / 2)',
        for: "3m",
        severity: "critical",
        owner: PLATFORM,
        summary: "{{ $value }} members of etcd do not answer: the next loss stops the cluster",
        description:
          "No more members may fail, or as many as that already have: with a majority gone the cluster can no longer be changed.",
        runbook: {
          meaning:
            "Of three members one may fail, of five two. The alert tells that this many, or more, no longer answer Prometheus.",
          commands: [
            "kubectl get nodes -l node-role.kubernetes.io/etcd=true -o wide",
            members,
            "ssh <server> systemctl status rke2-server",
          ],
          cured: "Every member answers and is in step: equal revisions in `etcdctl endpoint status`.",
        },
      },
      {
        name: "EtcdMemberDown",
        expression: 'up{job="kube-etcd"} == 0',
        for: "5m",
        severity: "warning",
        owner: PLATFORM,
        summary: "etcd on {{ $labels.instance }} does not answer",
        description: "One member has not answered for five minutes. The cluster works, with less to spare.",
        runbook: {
          meaning: "Prometheus gets no metrics from this member. Either etcd or its server is down, or the way to it.",
          commands: ["kubectl get nodes -o wide", "ssh <server> systemctl status rke2-server", logs],
          cured: '`up{job="kube-etcd"}` is 1 for every server.',
        },
      },
      {
        name: "EtcdDatabaseNearQuota",
        expression:
          'etcd_mvcc_db_total_size_in_bytes{job="kube-etcd"} / etcd_server_quota_backend_bytes{job="kube-etcd"} > 0.8',
        for: "10m",
        severity: "critical",
        owner: PLATFORM,
        summary: "etcd's database on {{ $labels.instance }} fills {{ $value | humanizePercentage }} of its quota",
        description: "At its quota etcd takes no writes until somebody compacts and defragments it by hand.",
        runbook: {
          meaning: "The database grows by objects that nobody deletes, or by space that defragmenting would give back.",
          commands: [
            members,
            "kubectl get --raw /metrics | grep apiserver_resource_objects | sort -t' ' -k2 -g | tail",
            "etcdctl defrag  # one member at a time, the leader last",
          ],
          cured: "The database is below 80 % of its quota on every member.",
        },
      },
      {
        name: "EtcdManyLeaderChanges",
        expression: 'increase(etcd_server_leader_changes_seen_total{job="kube-etcd"}[15m]) >= 4',
        for: "5m",
        severity: "warning",
        owner: PLATFORM,
        summary: "etcd elects leaders over and over, seen from {{ $labels.instance }}",
        description:
          "Four leaders or more in a quarter of an hour: each election stops writes for a moment. Usually a slow disk or network.",
        runbook: {
          meaning:
            "Heartbeats between members come too late. Requests to the API server hang while a leader is elected.",
          commands: [logs, "ssh <server> iostat -x 5 3", members],
          cured: "`etcd_server_leader_changes_seen_total` no longer grows.",
        },
      },
      {
        name: "EtcdDiskSlow",
        expression:
          'histogram_quantile(0.99, sum by (instance, le) (rate(etcd_disk_wal_fsync_duration_seconds_bucket{job="kube-etcd"}[5m]))) > 0.5',
        for: "10m",
        severity: "warning",
        owner: PLATFORM,
        summary: "The disk of etcd on {{ $labels.instance }} takes {{ $value | humanizeDuration }} for a write",
        description:
          "One write in a hundred takes longer than half a second; ten milliseconds are usual. Elections follow.",
        runbook: {
          meaning: "etcd answers only once a write is on the disk. A slow disk slows every change of the cluster.",
          commands: [
            "ssh <server> iostat -x 5 3",
            "ssh <server> du -xsh /var/lib/rancher/rke2/server/db",
            "# check the volume type of the control plane's machines, and who shares it",
          ],
          cured: "The 99th percentile of `etcd_disk_wal_fsync_duration_seconds` is back below 10 ms, at most 500 ms.",
        },
      },
      {
        name: "EtcdPeersSlow",
        expression:
          'histogram_quantile(0.99, sum by (instance, To, le) (rate(etcd_network_peer_round_trip_time_seconds_bucket{job="kube-etcd"}[5m]))) > 0.15',
        for: "10m",
        severity: "warning",
        owner: PLATFORM,
        summary: "etcd on {{ $labels.instance }} waits {{ $value | humanizeDuration }} for its peer {{ $labels.To }}",
        description: "The way between two members is slower than 150 ms at the 99th percentile.",
        runbook: {
          meaning: "Members stand in different availability zones; heartbeats go from one to the other.",
          commands: ["ssh <server> ping -c 20 <peer>", members],
          cured: "`etcd_network_peer_round_trip_time_seconds` is below 150 ms between all members.",
        },
      },
      {
        name: "EtcdProposalsFail",
        expression: 'increase(etcd_server_proposals_failed_total{job="kube-etcd"}[15m]) > 5',
        for: "5m",
        severity: "warning",
        owner: PLATFORM,
        summary: "etcd on {{ $labels.instance }} refused {{ $value | humanize }} changes in 15 minutes",
        description: "Changes are lost in elections or for want of a majority; whoever made them got an error.",
        runbook: {
          meaning: "A proposal fails when leadership changes under it or no majority agrees in time.",
          commands: [logs, members],
          cured: "`etcd_server_proposals_failed_total` no longer grows.",
        },
      },
    ],
  };
}
