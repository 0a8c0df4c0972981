import type { Construct } from "constructs";
import { PLATFORM_NAMESPACES } from "../../environment/platform-namespaces";
import { Port } from "../../environment/values";
import { AddOn } from "../kubernetes/add-on";
import { ReleasedChart } from "../kubernetes/chart";
import { topologySpread } from "../kubernetes/topology-spread";
import { CERT_MANAGER } from "./cert-manager";
import { PlatformNamespace } from "./platform-namespace";
import { releaseProps, type PlatformAddOnProps } from "./platform-add-on-props";
import { PLATFORM_PRIORITY } from "./priority-classes";

/** What other add-ons call it when they need it. */
export const KEDA = "keda";

/** Where autoscalers ask for KEDA's numbers, through the API server. */
const METRICS = Port.tcp(6443);

/** Where the API server asks whether a scaler is right; the chart has no key for it that is a number. */
const WEBHOOK = Port.tcp(9443);

/**
 * Scales services by what happens outside of their pods, such as the length of a queue. It reads no Secret outside of its own
 * namespace, so a scaler that has to sign in somewhere uses a `ClusterTriggerAuthentication` with a Secret there.
 */
export class Keda extends AddOn {
  constructor(scope: Construct, id: string, props: PlatformAddOnProps) {
    const { imageRegistry, availabilityZones, dependsOn } = props;
    const spread = (app: string) => topologySpread({ app }, availabilityZones);
    super(scope, id, {
      chart: ReleasedChart.fromFacts("keda"),
      name: KEDA,
      namespace: new PlatformNamespace(scope, `${id}-namespace`, {
        name: PLATFORM_NAMESPACES.scaling,
        podSecurity: "restricted",
        receives: [
          { id: "metrics", from: "api-server", ports: [METRICS] },
          { id: "webhook", from: "api-server", ports: [WEBHOOK] },
        ],
        ...(dependsOn && { dependsOn }),
      }),
      needs: [CERT_MANAGER],
      values: {
        operator: { replicaCount: 2 },
        metricsServer: { replicaCount: 2 },
        webhooks: { replicaCount: 2 },
        podDisruptionBudget: {
          operator: { minAvailable: 1 },
          metricServer: { minAvailable: 1 },
          webhooks: { minAvailable: 1 },
        },
        topologySpreadConstraints: {
          operator: spread("keda-operator"),
          metricsServer: spread("keda-operator-metrics-apiserver"),
          webhooks: spread("keda-admission-webhooks"),
        },
        priorityClassName: PLATFORM_PRIORITY,
        service: { portHttpsTarget: METRICS.from },
        prometheus: {
          operator: { enabled: true },
          metricServer: { enabled: true },
          webhooks: { enabled: true },
        },
        crds: { install: true },
        certificates: { certManager: { enabled: true } },
        permissions: { operator: { restrict: { secret: true } } },
        ...(imageRegistry !== undefined && { global: { image: { registry: imageRegistry } } }),
      },
      ...releaseProps(props),
    });
  }
}
