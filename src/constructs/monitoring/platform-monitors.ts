import type { Construct } from "constructs";
import { PLATFORM_NAMESPACES } from "../../environment/platform-namespaces";
import type { ChartValues } from "../kubernetes/chart-values";
import { Manifests, type Manifest } from "../kubernetes/manifests";
import type { INamespace } from "../kubernetes/namespace";
import { MANAGED_BY_TERRAFORM } from "../services/labels";
import { PROMETHEUS_STACK } from "./addresses";

/** Pods of the platform that answer for their metrics. */
export interface PlatformExporter {
  /** Kept for good: the label `job` of its series too. */
  readonly name: string;
  readonly namespace: string;
  /** How its pods are found. */
  readonly podSelector: ChartValues;
  /** Ports of the containers, one for each part that answers. */
  readonly ports: readonly number[];

  /** @default "/metrics" */
  readonly path?: string;
}

const labelled = (key: string, ...values: string[]): ChartValues => ({
  matchExpressions: [{ key, operator: "In", values }],
});

/**
 * The exporters of the platform's own parts, apart from those that kube-prometheus-stack scrapes itself: nodes, kubelets, the
 * API server, CoreDNS and etcd. Sources of the ports: Cilium "Monitoring & Metrics"; Envoy Gateway "Proxy Observability"; the
 * default values of the other charts. What a cluster does not have matches no pod.
 */
export const PLATFORM_EXPORTERS: readonly PlatformExporter[] = [
  {
    name: "cilium-agent",
    namespace: "kube-system",
    podSelector: labelled("k8s-app", "cilium"),
    // The agent, and Hubble where it has metrics.
    ports: [9962, 9965],
  },
  {
    name: "cilium-envoy",
    namespace: "kube-system",
    podSelector: labelled("k8s-app", "cilium-envoy"),
    ports: [9964],
  },
  {
    name: "cilium-operator",
    namespace: "kube-system",
    podSelector: labelled("io.cilium/app", "operator"),
    ports: [9963],
  },
  {
    name: "gateway",
    namespace: PLATFORM_NAMESPACES.gateway,
    podSelector: labelled("app.kubernetes.io/component", "proxy"),
    ports: [19001],
    path: "/stats/prometheus",
  },
  {
    name: "envoy-gateway",
    namespace: PLATFORM_NAMESPACES.gateway,
    podSelector: labelled("app.kubernetes.io/name", "gateway-helm"),
    ports: [19001],
  },
  {
    name: "cert-manager",
    namespace: PLATFORM_NAMESPACES.certificates,
    podSelector: labelled("app.kubernetes.io/instance", "cert-manager"),
    ports: [9402],
  },
  {
    name: "keda",
    namespace: PLATFORM_NAMESPACES.scaling,
    podSelector: labelled("app", "keda-operator", "keda-operator-metrics-apiserver", "keda-admission-webhooks"),
    ports: [8080],
  },
  {
    name: "velero",
    namespace: PLATFORM_NAMESPACES.backups,
    podSelector: labelled("app.kubernetes.io/name", "velero"),
    ports: [8085],
  },
  {
    name: "external-secrets",
    namespace: PLATFORM_NAMESPACES.secrets,
    podSelector: labelled("app.kubernetes.io/instance", "external-secrets"),
    ports: [8080],
  },
  {
    name: "longhorn",
    namespace: PLATFORM_NAMESPACES.longhorn,
    podSelector: labelled("app", "longhorn-manager"),
    ports: [9500],
  },
];

export interface PlatformMonitorsProps {
  /** Where Prometheus stands. */
  readonly namespace: INamespace;
}

/** Has Prometheus scrape the platform's own parts. They stand here, since the platform comes before Prometheus. */
export class PlatformMonitors extends Manifests {
  constructor(scope: Construct, id: string, { namespace }: PlatformMonitorsProps) {
    super(scope, id, {
      namespace,
      needs: [PROMETHEUS_STACK],
      manifests: PLATFORM_EXPORTERS.map((exporter) => podMonitor(namespace, exporter)),
    });
  }
}

function podMonitor(namespace: INamespace, exporter: PlatformExporter): Manifest {
  const { name, podSelector, ports, path = "/metrics" } = exporter;
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PodMonitor",
    metadata: { name, namespace: namespace.namespaceName, labels: { ...MANAGED_BY_TERRAFORM } },
    spec: {
      namespaceSelector: { matchNames: [exporter.namespace] },
      selector: podSelector,
      podMetricsEndpoints: ports.map((portNumber) => ({
        portNumber,
        path,
        relabelings: [{ targetLabel: "job", replacement: name }],
      })),
    },
  };
}
