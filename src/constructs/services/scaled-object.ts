import type { ReplicaRange } from "../../environment/replicas";
import {
  DAYS,
  type ScalingTriggerSpecification,
  type WorkingHoursSpecification,
} from "../../environment/schema/scaling";
import type { TimeOfDay } from "../../environment/values";
import type { ChartValues } from "../kubernetes/chart-values";
import type { Manifest, ManifestMetadata } from "../kubernetes/manifests";
import { PROMETHEUS_ADDRESS } from "../monitoring/addresses";

export interface ScaledObjectProps {
  /** Its name is that of the Deployment which it scales. */
  readonly metadata: ManifestMetadata;
  /** In this cluster. KEDA never goes below the minimum, so it never scales to zero. */
  readonly replicas: ReplicaRange;
  /** Percent of the requested CPU beyond which a replica is added. */
  readonly cpuPercent: number;
  /** Further reasons; replicas of working hours are those of this cluster. */
  readonly triggers: readonly ScalingTriggerSpecification[];
}

/**
 * What KEDA makes an autoscaler of. Of CPU and the triggers the one that asks for most replicas has its way. While one of
 * them cannot be asked, Kubernetes takes no replica away, so there is no fallback number to keep right.
 */
export function scaledObject({ metadata, replicas, cpuPercent, triggers }: ScaledObjectProps): Manifest {
  return {
    apiVersion: "keda.sh/v1alpha1",
    kind: "ScaledObject",
    metadata,
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: metadata.name },
      minReplicaCount: replicas.minimum,
      maxReplicaCount: replicas.maximum,
      triggers: [
        { type: "cpu", metricType: "Utilization", metadata: { value: String(cpuPercent) } },
        ...triggers.map(kedaTrigger),
      ],
    },
  };
}

function kedaTrigger(trigger: ScalingTriggerSpecification): ChartValues {
  switch (trigger.kind) {
    case "working-hours":
      return {
        type: "cron",
        metadata: {
          timezone: trigger.timeZone,
          start: cronExpression(trigger.start, trigger.days),
          end: cronExpression(trigger.end, trigger.days),
          desiredReplicas: String(trigger.replicas),
        },
      };
    case "prometheus":
      return {
        type: "prometheus",
        metricType: "AverageValue",
        metadata: {
          serverAddress: PROMETHEUS_ADDRESS,
          query: trigger.query,
          threshold: String(trigger.threshold),
          // KEDA would take nothing found for zero, and scale down on a query that broke.
          ignoreNullValues: "false",
        },
      };
  }
}

/** Minute, hour, any day of any month, days of the week with Sunday as 0. */
function cronExpression(time: TimeOfDay, days: WorkingHoursSpecification["days"]): string {
  const numbers = DAYS.flatMap((day, number) => (days.includes(day) ? [number] : []));
  const weekdays = numbers.length === DAYS.length ? "*" : numbers.join(",");
  return `${time.minute} ${time.hour} * * ${weekdays}`;
}
