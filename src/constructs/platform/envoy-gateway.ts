import type { Construct } from "constructs";
import { Port, type TransportPort } from "../../environment/values";
import { gatewayPorts } from "../connectivity";
import { AddOn } from "../kubernetes/add-on";
import { ReleasedChart } from "../kubernetes/chart";
import type { INamespace } from "../kubernetes/namespace";
import { topologySpread } from "../kubernetes/topology-spread";
import { CLUSTER_GATEWAY } from "../services/cluster-gateway";
import { PlatformNamespace } from "./platform-namespace";
import { releaseProps, type PlatformAddOnProps } from "./platform-add-on-props";
import { PLATFORM_PRIORITY } from "./priority-classes";

/** What other add-ons call it when they need it. */
export const ENVOY_GATEWAY = "envoy-gateway";

/** Where the API server asks in which availability zone a proxy was placed. */
const TOPOLOGY_WEBHOOK = Port.tcp(9443);

/** Proxies are not root, so Envoy Gateway lets them listen 10000 higher where a listener has a privileged port. */
function proxyPort({ from }: TransportPort): TransportPort {
  return Port.tcp(from < 1024 ? from + 10_000 : from);
}

/** The controller of the cluster's gateway, with the definitions of the Gateway API. */
export class EnvoyGateway extends AddOn {
  readonly namespace: INamespace;

  constructor(scope: Construct, id: string, props: PlatformAddOnProps) {
    const { availabilityZones, imageRegistry, dependsOn } = props;
    const namespace = new PlatformNamespace(scope, `${id}-namespace`, {
      name: CLUSTER_GATEWAY.namespace,
      podSecurity: "restricted",
      receives: [
        {
          id: "clients",
          from: "clients",
          ports: Object.values(gatewayPorts).map(({ port }) => proxyPort(port)),
          podLabels: { "gateway.envoyproxy.io/owning-gateway-name": CLUSTER_GATEWAY.gateway },
        },
        { id: "webhook", from: "api-server", ports: [TOPOLOGY_WEBHOOK] },
      ],
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
