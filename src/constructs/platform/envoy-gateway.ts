import type { Construct } from "constructs";
import { AddOn } from "../kubernetes/add-on";
import { ReleasedChart } from "../kubernetes/chart";
import { Namespace, type INamespace } from "../kubernetes/namespace";
import { topologySpread } from "../kubernetes/topology-spread";
import { CLUSTER_GATEWAY } from "../services/cluster-gateway";
import { releaseProps, type PlatformAddOnProps } from "./platform-add-on-props";
import { PLATFORM_PRIORITY } from "./priority-classes";

/** What other add-ons call it when they need it. */
export const ENVOY_GATEWAY = "envoy-gateway";

/** The controller of the cluster's gateway, with the definitions of the Gateway API. */
export class EnvoyGateway extends AddOn {
  readonly namespace: INamespace;

  constructor(scope: Construct, id: string, props: PlatformAddOnProps) {
    const { availabilityZones, imageRegistry, dependsOn } = props;
    const namespace = new Namespace(scope, `${id}-namespace`, {
      name: CLUSTER_GATEWAY.namespace,
      podSecurity: "restricted",
      ...(dependsOn && { dependsOn }),
    });
    super(scope, id, {
      chart: ReleasedChart.fromFacts("gateway-helm"),
      name: ENVOY_GATEWAY,
      namespace,
      values: {
        crds: { enabled: true },
        deployment: {
          replicas: 2,
          priorityClassName: PLATFORM_PRIORITY,
          pod: {
            topologySpreadConstraints: topologySpread(
              { "app.kubernetes.io/name": "gateway-helm", "app.kubernetes.io/instance": ENVOY_GATEWAY },
              availabilityZones,
            ),
          },
          envoyGateway: { resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "1Gi" } } },
        },
        podDisruptionBudget: { minAvailable: 1 },
        ...(imageRegistry !== undefined && { global: { imageRegistry } }),
      },
      ...releaseProps(props),
    });
    this.namespace = namespace;
  }
}
