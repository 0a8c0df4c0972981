import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { GATEWAY_AUDIENCES, gatewayPorts, type GatewayAudience } from "../connectivity";
import { PLATFORM_NAMESPACES } from "../../environment/platform-namespaces";
import type { ChartValues } from "../kubernetes/chart-values";
import type { INamespace } from "../kubernetes/namespace";
import { Manifests, type Manifest } from "../kubernetes/manifests";
import { topologySpread } from "../kubernetes/topology-spread";
import { CLUSTER_GATEWAY } from "../services/cluster-gateway";
import { PLATFORM_KEYS } from "../services/labels";
import { CERT_MANAGER } from "./cert-manager";
import { ENVOY_GATEWAY } from "./envoy-gateway";
import { GATEWAY_CERTIFICATE, gatewayCertificate, type CertificateSource } from "./gateway-certificate";
import { PLATFORM_PRIORITY } from "./priority-classes";

export interface ClusterGatewayProps {
  /** Where Envoy Gateway stands. */
  readonly namespace: INamespace;
  /** Availability zones in which the cluster has workers: the proxies are spread over them. */
  readonly availabilityZones: number;
  /** Host names of the services behind the gateway. */
  readonly hosts: readonly string[];

  /**
   * Where its certificate, the Secret `gateway-certificate`, comes from.
   * @default - an authority inside the cluster signs it
   */
  readonly certificate?: CertificateSource;

  /** @default - nothing but Envoy Gateway and, for its certificate, cert-manager */
  readonly dependsOn?: readonly ITerraformDependable[];

  /**
   * Whether operators reach the page for applications through it, by a listener of their own.
   * @default false
   */
  readonly console?: boolean;

  /**
   * Whether the same zone's cluster in another cloud tells its alarms through it, by a listener of their own.
   * @default false
   */
  readonly peers?: boolean;

  /** @default 3 */
  readonly replicas?: number;
}

/**
 * The one way into a cluster: a gateway that ends TLS and to which the vendors' routes attach, with a listener of its own
 * for each audience. Its proxies listen on a NodePort for each, behind the load balancer of Terraform's making; nodes without
 * a proxy answer no health check, so a client's packets never cross a second node.
 */
export class ClusterGateway extends Manifests {
  constructor(scope: Construct, id: string, props: ClusterGatewayProps) {
    const { namespace, hosts, certificate = { kind: "cluster" }, dependsOn } = props;
    super(scope, id, {
      namespace,
      needs: certificate.kind === "given" ? [ENVOY_GATEWAY] : [ENVOY_GATEWAY, CERT_MANAGER],
      ...(dependsOn && { dependsOn }),
      manifests: [
        ...gatewayCertificate(namespace.namespaceName, hosts, certificate),
        gatewayClass(),
        proxies(props),
        gateway(props),
        clientTraffic(),
      ],
    });
  }
}

const NAME = CLUSTER_GATEWAY.gateway;
const METADATA = { name: NAME, namespace: CLUSTER_GATEWAY.namespace };

function gatewayClass(): Manifest {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "GatewayClass",
    metadata: { name: NAME },
    spec: {
      controllerName: "gateway.envoyproxy.io/gatewayclass-controller",
      parametersRef: { group: "gateway.envoyproxy.io", kind: "EnvoyProxy", ...METADATA },
    },
  };
}

function audiences({ console = false, peers = false }: ClusterGatewayProps): GatewayAudience[] {
  const isWanted: Readonly<Record<GatewayAudience, boolean>> = {
    clients: true,
    exchange: true,
    operators: console,
    peers,
  };
  return GATEWAY_AUDIENCES.filter((audience) => isWanted[audience]);
}

function proxies(props: ClusterGatewayProps): Manifest {
  const { availabilityZones, replicas = 3 } = props;
  return {
    apiVersion: "gateway.envoyproxy.io/v1alpha1",
    kind: "EnvoyProxy",
    metadata: METADATA,
    spec: {
      provider: {
        type: "Kubernetes",
        kubernetes: {
          envoyDeployment: {
            replicas,
            pod: {
              priorityClassName: PLATFORM_PRIORITY,
              topologySpreadConstraints: topologySpread(
                { "gateway.envoyproxy.io/owning-gateway-name": NAME },
                availabilityZones,
              ),
            },
            container: { resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { memory: "1Gi" } } },
          },
          envoyPDB: { maxUnavailable: 1 },
          envoyService: {
            type: "NodePort",
            externalTrafficPolicy: "Local",
            patch: { type: "StrategicMerge", value: { spec: { ports: audiences(props).map(servicePort) } } },
          },
        },
      },
    },
  };
}

/** Kubernetes merges a Service's ports by number. */
function servicePort(audience: GatewayAudience) {
  const { port, nodePort } = gatewayPorts[audience];
  return { port: port.from, nodePort: nodePort.from, protocol: "TCP" };
}

function gateway(props: ClusterGatewayProps): Manifest {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "Gateway",
    metadata: METADATA,
    spec: { gatewayClassName: NAME, listeners: audiences(props).map(listener) },
  };
}

/** Routes name the listeners of their audiences, so a host is served to nobody else. */
function listener(audience: GatewayAudience) {
  return {
    name: audience,
    protocol: "HTTPS",
    port: gatewayPorts[audience].port.from,
    tls: { mode: "Terminate", certificateRefs: [{ kind: "Secret", name: GATEWAY_CERTIFICATE }] },
    allowedRoutes: { namespaces: { from: "Selector", selector: namespacesOfRoutes(audience) } },
  };
}

/** Vendors' routes never attach to the listeners of operators and peers, nor the platform's own to any other. */
function namespacesOfRoutes(audience: GatewayAudience): ChartValues {
  const { console, monitoring } = PLATFORM_NAMESPACES;
  const named = (...values: string[]) => ({
    matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values }],
  });
  switch (audience) {
    case "operators":
      return named(console, monitoring);
    case "peers":
      return named(monitoring);
    case "clients":
    case "exchange":
      return { matchExpressions: [{ key: PLATFORM_KEYS.vendor, operator: "Exists" }] };
  }
}

function clientTraffic(): Manifest {
  return {
    apiVersion: "gateway.envoyproxy.io/v1alpha1",
    kind: "ClientTrafficPolicy",
    metadata: METADATA,
    spec: {
      targetRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: NAME }],
      tls: { minVersion: "1.2" },
    },
  };
}
