import type { Construct } from "constructs";
import { Port } from "../../environment/values";
import { AddOn } from "../kubernetes/add-on";
import { ReleasedChart } from "../kubernetes/chart";
import type { INamespace } from "../kubernetes/namespace";
import { topologySpread } from "../kubernetes/topology-spread";
import { releaseProps, type PlatformAddOnProps } from "./platform-add-on-props";
import { PLATFORM_PRIORITY } from "./priority-classes";

const NAME = "metrics-server";

/** Where the API server asks it. */
export const METRICS_SERVER_PORT = Port.tcp(10250);

export interface MetricsServerProps extends PlatformAddOnProps {
  readonly namespace: INamespace;
}

/**
 * What autoscalers ask how busy pods are. RKE2 brings one of its own with a single replica, so its servers disable
 * `rke2-metrics-server`; two of them would fight for the same API.
 */
export class MetricsServer extends AddOn {
  constructor(scope: Construct, id: string, props: MetricsServerProps) {
    const { namespace, availabilityZones, imageRegistry } = props;
    super(scope, id, {
      chart: ReleasedChart.fromFacts("metrics-server"),
      name: NAME,
      namespace,
      values: {
        replicas: 2,
        containerPort: METRICS_SERVER_PORT.from,
        podDisruptionBudget: { enabled: true, minAvailable: 1 },
        topologySpreadConstraints: topologySpread(
          { "app.kubernetes.io/name": NAME, "app.kubernetes.io/instance": NAME },
          availabilityZones,
        ),
        priorityClassName: PLATFORM_PRIORITY,
        resources: { requests: { cpu: "100m", memory: "200Mi" }, limits: { memory: "400Mi" } },
        ...(imageRegistry !== undefined && { image: { repository: `${imageRegistry}/metrics-server/metrics-server` } }),
      },
      ...releaseProps(props),
    });
  }
}
