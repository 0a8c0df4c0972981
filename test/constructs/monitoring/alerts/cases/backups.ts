import { fires, quiet, type AlertCase, type GroupCases } from "../alert-case";

const LAST = 'velero_backup_last_successful_timestamp{schedule="cluster"}';
const SNAPSHOT = 'etcd_snapshot_created_timestamp_seconds{snapshot="a",node="n1",location="s3://bucket/a"}';
const LOCAL = 'etcd_snapshot_created_timestamp_seconds{snapshot="a",node="n1",location="file:///var/lib/a"}';
const SCHEDULE = { labels: { schedule: "cluster" } };
const none = {
  'velero_backup_failure_total{schedule="cluster"}': "3x200",
  'velero_backup_validation_failure_total{schedule="cluster"}': "0x200",
};

/** Cases that need hours: a value every five minutes. */
const hours = (...cases: AlertCase[]): AlertCase[] => cases.map((alertCase) => ({ ...alertCase, interval: "5m" }));

export const backups: GroupCases = {
  BackupTooOld: hours(
    fires(
      "when it is older than a day and two hours",
      "27h",
      { [LAST]: "0x1700" },
      { ...SCHEDULE, value: "1d 3h 0m 0s" },
    ),
    quiet("at exactly that age", "26h", { [LAST]: "0x1700" }),
    quiet("while the quarter of an hour is not over", "1570m", { [LAST]: "0x1700" }),
    quiet("when another one succeeded", "27h", { [LAST]: "0x288 86400x300" }),
  ),
  BackupMissing: hours(
    fires("when none has been told of for so long", "26h", {}),
    quiet("before", "25h", {}),
    quiet("when one succeeded", "26h", { [LAST]: "0x1600" }),
    fires("when there are only backups made by hand", "26h", {
      'velero_backup_last_successful_timestamp{schedule=""}': "0x1600",
    }),
  ),
  BackupFailed: [
    fires("at once", "100m", { ...none, 'velero_backup_failure_total{schedule="cluster"}': "3x90 4x100" }, SCHEDULE),
    quiet("an hour later", "190m", { ...none, 'velero_backup_failure_total{schedule="cluster"}': "3x90 4x100" }),
    quiet("when none fails", "100m", none),
  ],
  BackupIncomplete: [
    fires("at once", "100m", { 'velero_backup_partial_failure_total{schedule="cluster"}': "0x90 1x100" }, SCHEDULE),
    quiet("when all are complete", "100m", { 'velero_backup_partial_failure_total{schedule="cluster"}': "0x200" }),
  ],
  EtcdSnapshotTooOld: hours(
    fires("when it is older than eight hours", "9h", { [SNAPSHOT]: "0x600" }, { value: "9h 0m 0s" }),
    quiet("at exactly that age", "8h", { [SNAPSHOT]: "0x600" }),
    quiet("when another one was taken", "9h", {
      [SNAPSHOT]: "0x600",
      'etcd_snapshot_created_timestamp_seconds{snapshot="b",node="n1",location="s3://bucket/b"}': "21600x600",
    }),
  ),
  EtcdSnapshotMissing: hours(
    fires("when there are only those on the server itself", "8h", { [LOCAL]: "0x600" }),
    quiet("before eight hours are over", "7h", {}),
    quiet("when there is one in the other cloud", "8h", { [SNAPSHOT]: "0x600" }),
  ),
};
