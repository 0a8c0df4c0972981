import type { GroupCases } from "../alert-case";
import { alertmanager } from "./alertmanager";
import { apiServer } from "./api-server";
import { authorities } from "./authorities";
import { backups } from "./backups";
import { certificates } from "./certificates";
import { deadMansSwitch } from "./dead-mans-switch";
import { entrances } from "./entrances";
import { etcd } from "./etcd";
import { gateway } from "./gateway";
import { links } from "./links";
import { logsPipeline } from "./logs-pipeline";
import { metricsPipeline } from "./metrics-pipeline";
import { network } from "./network";
import { nodes } from "./nodes";
import { platform } from "./platform";
import { quota } from "./quota";
import { services } from "./services";
import { sites } from "./sites";
import { volumes } from "./volumes";
import { workloads } from "./workloads";

/** The cases of every group of rules, by the group's name. */
export const CASES: Readonly<Record<string, GroupCases>> = {
  alertmanager,
  "api-server": apiServer,
  authorities,
  backups,
  certificates,
  "dead-mans-switch": deadMansSwitch,
  entrances,
  etcd,
  gateway,
  links,
  "logs-pipeline": logsPipeline,
  "metrics-pipeline": metricsPipeline,
  network,
  nodes,
  platform,
  quota,
  services,
  sites,
  volumes,
  workloads,
};
