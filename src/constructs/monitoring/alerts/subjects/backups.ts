import type { Alert, RuleGroup } from "../alert";
import type { AlertContext } from "../context";
import { PLATFORM } from "../owners";

/** How long a run may take before the next counts as missed. */
const SLACK_HOURS = 2;

/** Copies of the cluster outside its own cloud. */
export function backups({ backupHours, etcdSnapshotHours }: AlertContext): RuleGroup {
  return {
    name: "backups",
    title: "Backups",
    alerts: [
      ...(backupHours === undefined ? [] : velero(backupHours)),
      ...(etcdSnapshotHours === undefined ? [] : etcdSnapshots(etcdSnapshotHours)),
    ],
  };
}

function velero(hours: number): Alert[] {
  const look = [
    "kubectl -n velero get backups.velero.io --sort-by=.metadata.creationTimestamp | tail",
    "velero backup describe <backup> --details",
    "velero backup logs <backup> | grep -i error",
    "kubectl -n velero get backupstoragelocations.velero.io",
  ];
  const scheduled = 'velero_backup_last_successful_timestamp{schedule!=""}';
  return [
    {
      name: "BackupTooOld",
      expression: `time() - max by (schedule) (${scheduled}) > ${hours + SLACK_HOURS} * 3600`,
      for: "15m",
      severity: "critical",
      owner: PLATFORM,
      summary: "The last good backup of schedule {{ $labels.schedule }} is {{ $value | humanizeDuration }} old",
      description: `It should never be older than ${hours} hours. What changed since would be lost with the cluster.`,
      runbook: {
        meaning: "A scheduled backup did not run, or did not succeed.",
        commands: look,
        cured: "A backup of the schedule is `Completed`.",
      },
    },
    {
      name: "BackupMissing",
      expression: `absent(${scheduled})`,
      for: `${hours + SLACK_HOURS}h`,
      severity: "critical",
      owner: PLATFORM,
      summary: "No scheduled backup of this cluster has ever succeeded",
      description: "Since Velero started it has reported no good backup. A lost cluster could not be restored.",
      runbook: {
        meaning: "Velero does not run, runs without a schedule, or no backup succeeds.",
        commands: ["kubectl -n velero get pods,schedules.velero.io", ...look],
        cured: "A backup of the schedule is `Completed`.",
      },
    },
    {
      name: "BackupFailed",
      expression:
        'sum by (schedule) (increase(velero_backup_failure_total{schedule!=""}[1h]) + increase(velero_backup_validation_failure_total{schedule!=""}[1h])) > 0',
      severity: "warning",
      owner: PLATFORM,
      summary: "A backup of schedule {{ $labels.schedule }} failed",
      description: "Nothing was saved by it. The next run may succeed.",
      runbook: {
        meaning: "Velero could not write, or the backup is not valid.",
        commands: look,
        cured: "The next backup is `Completed`; do not wait for it: `velero backup create --from-schedule <schedule>`.",
      },
    },
    {
      name: "BackupIncomplete",
      expression: 'sum by (schedule) (increase(velero_backup_partial_failure_total{schedule!=""}[1h])) > 0',
      severity: "warning",
      owner: PLATFORM,
      summary: "A backup of schedule {{ $labels.schedule }} lacks some objects or volumes",
      description: "Most was saved. Usually a single volume could not be read.",
      runbook: {
        meaning: "Velero calls it partially failed: errors are listed in the backup's log.",
        commands: look,
        cured: "The next backup is `Completed` without errors.",
      },
    },
  ];
}

function etcdSnapshots(hours: number): Alert[] {
  const look = [
    "kubectl get etcdsnapshotfiles.k3s.cattle.io --sort-by=.status.creationTime | tail",
    "ssh <server> journalctl -u rke2-server --since '-1 day' | grep -i snapshot",
    "ssh <server> rke2 etcd-snapshot save  # one by hand",
  ];
  const created = 'etcd_snapshot_created_timestamp_seconds{location=~"s3://.*"}';
  return [
    {
      name: "EtcdSnapshotTooOld",
      expression: `time() - max(${created}) > ${hours + SLACK_HOURS} * 3600`,
      for: "15m",
      severity: "critical",
      owner: PLATFORM,
      summary: "The last snapshot of etcd in the other cloud is {{ $value | humanizeDuration }} old",
      description: `It should never be older than ${hours} hours. The cluster's state since then would be lost with its servers.`,
      runbook: {
        meaning: "RKE2 takes no snapshots, or cannot write them to the object store.",
        commands: look,
        cured: "`kubectl get etcdsnapshotfiles` shows a new one at `s3://`.",
      },
    },
    {
      name: "EtcdSnapshotMissing",
      expression: `absent(${created})`,
      for: `${hours + SLACK_HOURS}h`,
      severity: "critical",
      owner: PLATFORM,
      summary: "There is no snapshot of etcd in the other cloud",
      description: "With the servers lost, the cluster could not be restored.",
      runbook: {
        meaning: "No snapshot ever reached the object store, or all were deleted.",
        commands: look,
        cured: "`kubectl get etcdsnapshotfiles` shows one at `s3://`.",
      },
    },
  ];
}
