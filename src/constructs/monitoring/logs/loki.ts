import type { Construct } from "constructs";
import { AddOn } from "../../kubernetes/add-on";
import { ReleasedChart } from "../../kubernetes/chart";
import type { ChartValues } from "../../kubernetes/chart-values";
import type { INamespace } from "../../kubernetes/namespace";
import { topologySpread } from "../../kubernetes/topology-spread";
import { hostAliasValues } from "../../platform/host-aliases";
import { releaseProps, type PlatformAddOnProps } from "../../platform/platform-add-on-props";
import { PLATFORM_PRIORITY } from "../../platform/priority-classes";
import type { HostAlias } from "../../services";
import { PROMETHEUS_STACK } from "../addresses";

/** What other add-ons call it when they need it; the name of its Service, too. */
export const LOKI = "loki";

/** Port of its Service: it takes logs and answers questions there. */
export const LOKI_PORT = 3100;

/** Secret beside it with the keys of the object store, under the names of AWS' own variables. */
export const LOG_STORE_SECRET = "log-store";

export interface LokiProps extends PlatformAddOnProps {
  readonly namespace: INamespace;
  /** URL of a store that speaks S3. */
  readonly storeUrl: string;
  /** Bucket of this cluster alone: Loki has no folders. */
  readonly bucket: string;
  readonly region: string;
  readonly retentionDays: number;
  /** Storage class of the volumes with what is not yet in the object store. */
  readonly storageClassName: string;

  /**
   * How often each line is kept until it is in the object store: 1, or 3, of which one may be lost.
   * @default 3
   */
  readonly replicas?: 1 | 3;

  /**
   * Where its pods find the object store, in place of what DNS says.
   * @default - none
   */
  readonly hostAliases?: readonly HostAlias[];
}

const HOURS_PER_DAY = 24;
const VOLUME_GIB = 20;

/** What a replica is sure of: a single one stands where there is little room. */
const REQUESTS = { 1: { cpu: "100m", memory: "512Mi" }, 3: { cpu: "200m", memory: "1Gi" } } as const;

/**
 * Keeps the cluster's logs: every replica does everything, and chunks and index stand in the object store. Its keys come from a
 * Secret as variables, so no file has them. Nothing but the store is shared, so the logs outlive the cluster.
 */
export class Loki extends AddOn {
  constructor(scope: Construct, id: string, props: LokiProps) {
    const { namespace, availabilityZones, imageRegistry, replicas = 3, hostAliases = [] } = props;
    super(scope, id, {
      chart: ReleasedChart.fromFacts("loki"),
      name: LOKI,
      namespace,
      needs: [PROMETHEUS_STACK],
      // The chart knows the buckets' names, and has no default for them.
      openValues: ["loki.storage", "loki.rulerConfig"],
      values: {
        ...(imageRegistry !== undefined && { global: { imageRegistry } }),
        deploymentMode: "Monolithic",
        loki: lokiSettings(props, replicas),
        defaults: hostAliasValues(hostAliases),
        singleBinary: {
          replicas,
          priorityClassName: PLATFORM_PRIORITY,
          podDisruptionBudget: { enabled: replicas > 1, maxUnavailable: 1 },
          // The constraints say how replicas keep apart; the chart's own anti-affinity would say it a second time.
          affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } },
          topologySpreadConstraints: topologySpread({ "app.kubernetes.io/name": LOKI }, availabilityZones),
          extraEnvFrom: [{ secretRef: { name: LOG_STORE_SECRET } }],
          resources: { requests: REQUESTS[replicas], limits: { memory: "4Gi" } },
          persistence: { enabled: true, size: `${VOLUME_GIB}Gi`, storageClass: props.storageClassName },
        },
        ...WITHOUT,
        monitoring: { serviceMonitor: { enabled: true } },
      },
      ...releaseProps(props),
    });
  }
}

/** Parts of the chart for larger installations, and those that only prove that the chart works. */
const WITHOUT: ChartValues = {
  read: { replicas: 0 },
  write: { replicas: 0 },
  backend: { replicas: 0 },
  gateway: { enabled: false },
  chunksCache: { enabled: false },
  resultsCache: { enabled: false },
  lokiCanary: { enabled: false },
  test: { enabled: false },
  sidecar: { rules: { enabled: false } },
};

function lokiSettings({ storeUrl, bucket, region, retentionDays }: LokiProps, replicas: number): ChartValues {
  return {
    auth_enabled: false,
    commonConfig: { replication_factor: replicas },
    analytics: { reporting_enabled: false },
    storage: {
      type: "s3",
      bucketNames: { chunks: bucket, ruler: bucket, admin: bucket },
      s3: { endpoint: storeUrl, region, s3ForcePathStyle: true },
    },
    schemaConfig: {
      configs: [
        {
          // From this day on, so before the first line: what is written here is never changed, only followed by another entry.
          from: "2024-04-01",
          store: "tsdb",
          object_store: "s3",
          schema: "v13",
          index: { prefix: "index_", period: "24h" },
        },
      ],
    },
    compactor: { retention_enabled: true, delete_request_store: "s3" },
    // Applied last, over what the chart makes of the other settings.
    structuredConfig: { limits_config: { retention_period: `${retentionDays * HOURS_PER_DAY}h` } },
  };
}
