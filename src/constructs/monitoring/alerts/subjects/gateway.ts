import type { RuleGroup } from "../alert";
import type { AlertContext } from "../context";
import { ownerOfNamespace, PLATFORM } from "../owners";

/** Where Envoy Gateway names what a route leads to: `httproute/<namespace>/<name>/rule/<number>`. */
const ROUTE = 'job="gateway",envoy_cluster_name=~"httproute/.+"';

/** Namespace and service of a route, as labels. */
function byRoute(expression: string): string {
  return `sum by (namespace, service) (label_replace(label_replace(${expression}, "namespace", "$1", "envoy_cluster_name", "httproute/([^/]+)/.+"), "service", "$1", "envoy_cluster_name", "httproute/[^/]+/([^/]+)/.+"))`;
}

/** The gateway of the cluster. */
export function gateway({ vendors }: AlertContext): RuleGroup {
  const owner = ownerOfNamespace(vendors);
  const look = [
    "kubectl -n envoy-gateway-system get pods,gateways,httproutes -A -o wide",
    "kubectl -n envoy-gateway-system logs -l app.kubernetes.io/component=proxy -c envoy --tail=100",
  ];
  const service = [
    "kubectl -n <namespace> get deployment,endpointslices,pods -l app.kubernetes.io/name=<service>",
    "kubectl -n <namespace> logs -l app.kubernetes.io/name=<service> --tail=100",
    ...look.slice(1),
  ];
  return {
    name: "gateway",
    title: "Gateway",
    alerts: [
      {
        name: "GatewayMissing",
        expression: 'absent(envoy_server_live{job="gateway"} == 1)',
        for: "3m",
        severity: "critical",
        owner: PLATFORM,
        summary: "No proxy of the gateway runs",
        description: "Nobody reaches a service of this cluster from outside.",
        runbook: {
          meaning: "Envoy's pods are gone or do not start, or Prometheus no longer finds them.",
          commands: [...look, "kubectl -n envoy-gateway-system logs deployment/envoy-gateway --tail=100"],
          cured: "`envoy_server_live` is 1 for each proxy.",
        },
      },
      {
        name: "GatewayNoHealthyReplica",
        expression: `${byRoute(`envoy_cluster_membership_healthy{${ROUTE}}`)} == 0 and ${byRoute(`envoy_cluster_membership_total{${ROUTE}}`)} > 0`,
        for: "1m",
        severity: "critical",
        owner,
        summary: "The gateway finds no replica of {{ $labels.namespace }}/{{ $labels.service }} that works",
        description: "Every request to it fails with 503.",
        runbook: {
          meaning: "Replicas are there, and none is ready or passes the gateway's checks.",
          commands: service,
          cured: "At least one replica is healthy.",
        },
      },
      {
        name: "GatewayConnectionsFail",
        expression: `${byRoute(`rate(envoy_cluster_upstream_cx_connect_fail{${ROUTE}}[5m])`)} / (${byRoute(`rate(envoy_cluster_upstream_cx_total{${ROUTE}}[5m])`)} > 0) > 0.05`,
        for: "10m",
        severity: "warning",
        owner,
        summary:
          "The gateway fails to connect to {{ $labels.namespace }}/{{ $labels.service }} in {{ $value | humanizePercentage }} of attempts",
        description: "Replicas refuse connections, or a policy drops them.",
        runbook: {
          meaning: "The port is closed, the replica overloaded, or a NetworkPolicy wrong.",
          commands: [...service, "hubble observe --namespace <namespace> --verdict DROPPED --last 50"],
          cured: "Fewer than five attempts in a hundred fail.",
        },
      },
      {
        name: "GatewayTimeouts",
        expression: `${byRoute(`rate(envoy_cluster_upstream_rq_timeout{${ROUTE}}[5m])`)} / (${byRoute(`rate(envoy_cluster_upstream_rq_total{${ROUTE}}[5m])`)} > 0) > 0.05`,
        for: "10m",
        severity: "warning",
        owner,
        summary:
          "{{ $labels.namespace }}/{{ $labels.service }} does not answer in time in {{ $value | humanizePercentage }} of requests",
        description: "The gateway gives up waiting and answers 504 itself.",
        runbook: {
          meaning: "The service, or what it asks in turn, is too slow.",
          commands: service,
          cured: "Fewer than five requests in a hundred time out.",
        },
      },
      {
        name: "GatewayMemoryNearlyUsed",
        expression:
          'sum by (namespace, pod) (envoy_server_memory_allocated{job="gateway"}) / on (namespace, pod) sum by (namespace, pod) (kube_pod_container_resource_limits{resource="memory",container="envoy"}) > 0.9',
        for: "5m",
        severity: "warning",
        owner: PLATFORM,
        summary: "Proxy {{ $labels.pod }} of the gateway uses {{ $value | humanizePercentage }} of its memory",
        description: "At its limit it is killed, with every connection that it holds.",
        runbook: {
          meaning: "More connections or larger answers than it was given memory for.",
          commands: [...look, "kubectl -n envoy-gateway-system top pods --containers"],
          cured: "Below nine tenths, by more replicas or memory.",
        },
      },
      {
        name: "GatewayConfigurationRejected",
        expression:
          'sum by (namespace, pod) (increase(envoy_listener_manager_lds_update_rejected{job="gateway"}[10m]) + increase(envoy_cluster_manager_cds_update_rejected{job="gateway"}[10m])) > 0',
        severity: "warning",
        owner: PLATFORM,
        summary: "Proxy {{ $labels.pod }} of the gateway refuses its configuration",
        description: "It works by the last one: new routes and certificates do not take effect.",
        runbook: {
          meaning: "The controller makes a configuration that Envoy does not take.",
          commands: [
            ...look,
            "kubectl -n envoy-gateway-system logs deployment/envoy-gateway --tail=100",
            "kubectl get httproutes -A -o yaml | grep -B2 -A8 'status: \"False\"'",
          ],
          cured: "No further refusal, and every route is accepted.",
        },
      },
    ],
  };
}
