import type { Construct } from "constructs";
import { AddOn } from "../../kubernetes/add-on";
import { ReleasedChart } from "../../kubernetes/chart";
import type { INamespace } from "../../kubernetes/namespace";
import { topologySpread } from "../../kubernetes/topology-spread";
import { releaseProps, type PlatformAddOnProps } from "../../platform/platform-add-on-props";
import { PLATFORM_PRIORITY } from "../../platform/priority-classes";
import { BLACKBOX_EXPORTER, BLACKBOX_EXPORTER_PORT } from "./exporter-name";
import { PROBE_MODULES } from "./probe-modules";

export interface BlackboxExporterProps extends PlatformAddOnProps {
  readonly namespace: INamespace;
}

/** Asks what Prometheus tells it to ask. It has no right to anything, and sends echo requests without being privileged. */
export class BlackboxExporter extends AddOn {
  constructor(scope: Construct, id: string, props: BlackboxExporterProps) {
    const { namespace, availabilityZones, imageRegistry } = props;
    super(scope, id, {
      chart: ReleasedChart.fromFacts(BLACKBOX_EXPORTER),
      name: BLACKBOX_EXPORTER,
      namespace,
      openValues: ["config.modules"],
      values: {
        replicas: 2,
        podDisruptionBudget: { minAvailable: 1 },
        topologySpreadConstraints: topologySpread({ "app.kubernetes.io/name": BLACKBOX_EXPORTER }, availabilityZones),
        priorityClassName: PLATFORM_PRIORITY,
        automountServiceAccountToken: false,
        service: { type: "ClusterIP", port: BLACKBOX_EXPORTER_PORT },
        resources: { requests: { cpu: "20m", memory: "32Mi" }, limits: { memory: "256Mi" } },
        config: { modules: PROBE_MODULES },
        podSecurityContext: {
          seccompProfile: { type: "RuntimeDefault" },
          // One of the settings that Pod Security allows at level restricted: any group may open a socket for echo requests.
          sysctls: [{ name: "net.ipv4.ping_group_range", value: "0 2147483647" }],
        },
        ...(imageRegistry !== undefined && { global: { imageRegistry } }),
      },
      ...releaseProps(props),
    });
  }
}
