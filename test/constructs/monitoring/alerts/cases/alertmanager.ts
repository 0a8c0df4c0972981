import { fires, quiet, type GroupCases } from "../alert-case";
import { mustBeOne } from "./must-be-one";

const calls = (failed: string, made: string) => ({
  'alertmanager_notifications_failed_total{pod="alertmanager-0",integration="wechat"}': failed,
  'alertmanager_notifications_total{pod="alertmanager-0",integration="wechat"}': made,
});
const members = (...counts: number[]) =>
  Object.fromEntries(
    counts.map((count, index) => [`alertmanager_cluster_members{pod="alertmanager-${index}"}`, `${count}x40`]),
  );
const hashes = (...values: number[]) =>
  Object.fromEntries(
    values.map((value, index) => [`alertmanager_config_hash{pod="alertmanager-${index}"}`, `${value}x40`]),
  );

export const alertmanager: GroupCases = {
  AlertmanagerNotificationsFail: [
    fires("when one call in ten fails", "25m", calls("0+6x40", "0+60x40"), {
      labels: { integration: "wechat" },
      value: "10%",
    }),
    quiet("when none fails", "25m", calls("0x40", "0+60x40")),
    quiet("when nobody is called", "25m", calls("0x40", "0x40")),
  ],
  AlertmanagerConfigurationRefused: mustBeOne("alertmanager_config_last_reload_successful", "alertmanager-0"),
  AlertmanagerConfigurationsDiffer: [
    fires("after 20 minutes", "20m", hashes(1, 1, 2), { value: "2" }),
    quiet("before", "19m", hashes(1, 1, 2)),
    quiet("when all are the same", "40m", hashes(1, 1, 1)),
  ],
  AlertmanagerMembersMissing: [
    fires(
      "for each that sees too few",
      "15m",
      members(2, 2, 3),
      { labels: { pod: "alertmanager-0" }, value: "2" },
      { labels: { pod: "alertmanager-1" }, value: "2" },
    ),
    quiet("before", "14m", members(2, 2, 3)),
    quiet("when each sees all", "40m", members(3, 3, 3)),
  ],
  AlertmanagerMissing: [
    fires("after five minutes", "5m", {}),
    quiet("before", "4m", {}),
    quiet("while one answers", "10m", { 'alertmanager_build_info{pod="alertmanager-0"}': "1x10" }),
  ],
};
