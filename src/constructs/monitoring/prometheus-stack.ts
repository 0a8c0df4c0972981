import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AddOn } from "../kubernetes/add-on";
import { ReleasedChart } from "../kubernetes/chart";
import type { ChartValues } from "../kubernetes/chart-values";
import type { INamespace } from "../kubernetes/namespace";
import { FAILURE_DOMAINS, topologySpread } from "../kubernetes/topology-spread";
import { hostAliasValues } from "../platform/host-aliases";
import { releaseProps } from "../platform/platform-add-on-props";
import { PLATFORM_PRIORITY } from "../platform/priority-classes";
import type { HostAlias } from "../services";
import { PLATFORM_KEYS } from "../services/labels";
import { PROMETHEUS_STACK } from "./addresses";
import {
  alertmanagerConfiguration,
  alertmanagerSecrets,
  messageTemplates,
  TEMPLATE_FILE,
  type AlertmanagerConfigurationProps,
} from "./alertmanager";
import { peerAlertmanagers, withPeers } from "./peers/alertmanager-peers";
import type { Peer } from "./peers/peer";

export interface PrometheusStackProps extends AlertmanagerConfigurationProps {
  readonly namespace: INamespace;
  /** Where the exporter of the nodes runs: it reads the host's own files, which no other pod may. */
  readonly nodeExporterNamespace: INamespace;
  /** What messages call the environment. */
  readonly title: string;
  /** Labels that every series and alert carries to the outside, such as the cluster's name. */
  readonly externalLabels: Readonly<Record<string, string>>;
  /** Availability zones in which the cluster has workers: replicas are spread over them. */
  readonly availabilityZones: number;
  /** Storage class of the volumes of Prometheus and Alertmanager. */
  readonly storageClassName: string;

  /**
   * Whether etcd answers for its metrics: a managed control plane does not.
   * @default true
   */
  readonly etcdMetrics?: boolean;

  /**
   * How long series are kept, in days.
   * @default 15
   */
  readonly retentionDays?: number;

  /**
   * Size in GiB of each Prometheus' volume; series fill nine tenths of it at most.
   * @default 100
   */
  readonly storageGiB?: number;

  /**
   * Clusters of other clouds that are told of every alert, too, and whose alerts are heard here.
   * @default - none
   */
  readonly peers?: readonly Peer[];

  /**
   * Where Alertmanager's pods find its receivers, in place of what DNS says.
   * @default - none
   */
  readonly hostAliases?: readonly HostAlias[];

  /** @default - the chart's own repository */
  readonly chartRegistry?: string;

  /** @default - each image's own registry */
  readonly imageRegistry?: string;

  /** @default - nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** Volume of each Alertmanager: silences and what was notified. */
const ALERTMANAGER_STORAGE_GIB = 5;

const NODE_LABELS = [FAILURE_DOMAINS.availabilityZone, "topology.kubernetes.io/region", PLATFORM_KEYS.pool];

/** RKE2 lists each snapshot of etcd as an object: its age is what tells that snapshots are still taken. */
const ETCD_SNAPSHOTS: ChartValues = {
  rbac: {
    extraRules: [{ apiGroups: ["k3s.cattle.io"], resources: ["etcdsnapshotfiles"], verbs: ["list", "watch"] }],
  },
  customResourceState: {
    enabled: true,
    create: true,
    config: {
      kind: "CustomResourceStateMetrics",
      spec: {
        resources: [
          {
            groupVersionKind: { group: "k3s.cattle.io", version: "v1", kind: "ETCDSnapshotFile" },
            metricNamePrefix: "etcd_snapshot",
            labelsFromPath: { name: ["metadata", "name"], location: ["spec", "location"] },
            metrics: [
              {
                name: "created_timestamp_seconds",
                help: "When a snapshot of etcd was taken",
                each: { type: "Gauge", gauge: { path: ["status", "creationTime"] } },
              },
            ],
          },
        ],
      },
    },
  },
};

/** RKE2's servers run the scheduler and the controller manager for themselves alone, and Cilium takes kube-proxy's place. */
const NOT_SCRAPED: ChartValues = {
  kubeControllerManager: { enabled: false },
  kubeScheduler: { enabled: false },
  kubeProxy: { enabled: false },
};

/**
 * Prometheus twice and Alertmanager three times, in different failure domains, with storage of their own: the loss of one
 * stops neither rules nor pages. It brings no rules: those are this project's own. Grafana is an add-on of its own; nothing here
 * has a password.
 */
export class PrometheusStack extends AddOn {
  constructor(scope: Construct, id: string, props: PrometheusStackProps) {
    const { namespace, imageRegistry, etcdMetrics = true } = props;
    super(scope, id, {
      chart: ReleasedChart.fromFacts(PROMETHEUS_STACK),
      name: PROMETHEUS_STACK,
      namespace,
      // Prometheus replays what it wrote last before it is ready.
      timeoutSeconds: 1200,
      openValues: ["alertmanager.config"],
      values: {
        ...(imageRegistry !== undefined && { global: { imageRegistry } }),
        // The rules are this project's own: each has an owner and a page that says what to do.
        defaultRules: { create: false },
        ...NOT_SCRAPED,
        kubeEtcd: { enabled: etcdMetrics },
        grafana: { enabled: false },
        prometheus: prometheus(props),
        alertmanager: alertmanager(props),
        prometheusOperator: {
          resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
        },
        "kube-state-metrics": {
          // Which failure domain and pool a node stands in: alerts tell a lost availability zone from lost nodes by them.
          metricLabelsAllowlist: [`nodes=[${NODE_LABELS.join(",")}]`],
          ...(etcdMetrics && ETCD_SNAPSHOTS),
          // Its errors are series of itself, which it shows on a port of their own.
          selfMonitor: { enabled: true },
          resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
        },
        "prometheus-node-exporter": {
          namespaceOverride: props.nodeExporterNamespace.namespaceReference,
          resources: { requests: { cpu: "20m", memory: "32Mi" }, limits: { memory: "128Mi" } },
        },
      },
      ...releaseProps(props),
    });
  }
}

function prometheus(props: PrometheusStackProps): ChartValues {
  const { retentionDays = 15, storageGiB = 100 } = props;
  return {
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    prometheusSpec: {
      replicas: 2,
      retention: `${retentionDays}d`,
      retentionSize: `${Math.floor(storageGiB * 0.9)}GiB`,
      externalLabels: props.externalLabels,
      additionalAlertManagerConfigs: peerAlertmanagers(props.peers ?? []),
      // Monitors of every add-on count, not only those of this release.
      serviceMonitorSelectorNilUsesHelmValues: false,
      podMonitorSelectorNilUsesHelmValues: false,
      probeSelectorNilUsesHelmValues: false,
      ruleSelectorNilUsesHelmValues: false,
      scrapeConfigSelectorNilUsesHelmValues: false,
      storageSpec: volume(props.storageClassName, storageGiB),
      resources: { requests: { cpu: "500m", memory: "2Gi" }, limits: { memory: "8Gi" } },
      priorityClassName: PLATFORM_PRIORITY,
      ...spread("prometheus", props.availabilityZones),
    },
  };
}

function alertmanager(props: PrometheusStackProps): ChartValues {
  return {
    podDisruptionBudget: { enabled: true, minAvailable: 2 },
    config: withPeers(alertmanagerConfiguration(props), props.peers ?? []),
    templateFiles: { [TEMPLATE_FILE]: messageTemplates(props.title) },
    alertmanagerSpec: {
      replicas: 3,
      retention: "120h",
      secrets: alertmanagerSecrets(props.alerting),
      storage: volume(props.storageClassName, ALERTMANAGER_STORAGE_GIB),
      resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "256Mi" } },
      priorityClassName: PLATFORM_PRIORITY,
      ...hostAliasValues(props.hostAliases ?? []),
      ...spread("alertmanager", props.availabilityZones),
    },
  };
}

/** The constraints say how replicas keep apart; the chart's own anti-affinity would say it a second time. */
function spread(name: string, availabilityZones: number): ChartValues {
  return {
    podAntiAffinity: "",
    topologySpreadConstraints: topologySpread({ "app.kubernetes.io/name": name }, availabilityZones),
  };
}

function volume(storageClassName: string, sizeGiB: number): ChartValues {
  return {
    volumeClaimTemplate: {
      spec: {
        storageClassName,
        accessModes: ["ReadWriteOnce"],
        resources: { requests: { storage: `${sizeGiB}Gi` } },
      },
    },
  };
}
