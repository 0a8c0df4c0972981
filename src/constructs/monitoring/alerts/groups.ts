import { longestPauseHours } from "../../../environment/values";
import type { Environment } from "../../../environment/environment";
import { objectivesOf } from "../../../environment/objectives";
import type { ClusterSpecification } from "../../../environment/schema/clusters";
import type { EndingAuthority } from "../../pki/certificate-authority";
import { servicesIn } from "../../services";
import type { RuleGroup } from "./alert";
import type { AlertContext } from "./context";
import { ownAlerts } from "./own-alerts";
import { alertmanager } from "./subjects/alertmanager";
import { apiServer } from "./subjects/api-server";
import { authorities as authorityRules, watchedAuthority } from "./subjects/authorities";
import { backups } from "./subjects/backups";
import { certificates } from "./subjects/certificates";
import { deadMansSwitch } from "./subjects/dead-mans-switch";
import { entrances } from "./subjects/entrances";
import { etcd } from "./subjects/etcd";
import { gateway } from "./subjects/gateway";
import { links } from "./subjects/links";
import { logsPipeline } from "./subjects/logs-pipeline";
import { metricsPipeline } from "./subjects/metrics-pipeline";
import { network } from "./subjects/network";
import { nodes } from "./subjects/nodes";
import { platform } from "./subjects/platform";
import { quota } from "./subjects/quota";
import { services } from "./subjects/services";
import { sites } from "./subjects/sites";
import { volumes } from "./subjects/volumes";
import { workloads } from "./subjects/workloads";

/** The platform's rules for a cluster, a group for each subject; a subject of which the cluster has nothing is left out. */
export function ruleGroups(context: AlertContext): RuleGroup[] {
  return [
    deadMansSwitch(),
    metricsPipeline(),
    alertmanager(),
    logsPipeline(),
    apiServer(),
    ...(context.etcd ? [etcd()] : []),
    nodes(),
    network(),
    workloads(context),
    quota(context),
    volumes(context),
    certificates(),
    authorityRules(context),
    backups(context),
    platform(context),
    gateway(context),
    entrances(context),
    services(context),
    links(),
    sites(),
  ].filter(({ alerts, recordings = [] }) => alerts.length + recordings.length > 0);
}

/** What the rules of a cluster of an environment depend on. */
export function alertContext(
  environment: Environment,
  cluster: ClusterSpecification,
  authorities: readonly EndingAuthority[] = [],
): AlertContext {
  const { vendors, stage } = environment.specification;
  return {
    vendors: vendors.map(({ id }) => id),
    services: servicesIn(environment, cluster).map(({ service }) => ({
      id: service.id,
      vendor: service.vendor,
      exposed: service.expose !== undefined,
      objectives: objectivesOf(service, stage),
    })),
    etcd: cluster.kind === "rke2",
    ...(cluster.kind === "rke2" && { etcdSnapshotHours: longestPauseHours(cluster.etcdSnapshots.schedule) }),
    ...(cluster.backups && { backupHours: longestPauseHours(cluster.backups.schedule) }),
    longhorn: cluster.storage?.kind === "longhorn",
    authorities: authorities.map(watchedAuthority),
  };
}

/** Every rule of a cluster: the platform's and those of the YAML. */
export function clusterRuleGroups(
  environment: Environment,
  cluster: ClusterSpecification,
  authorities: readonly EndingAuthority[] = [],
): RuleGroup[] {
  return [
    ...ruleGroups(alertContext(environment, cluster, authorities)),
    ...ownAlerts(environment.specification.alerting.rules),
  ];
}
