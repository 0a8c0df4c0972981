import { DashboardLayout, type Dashboard } from "./dashboard";
import { choice, lines, logLines, number } from "./panels";

export interface ServiceDashboardProps {
  /** Whether the cluster keeps logs. */
  readonly logs: boolean;
}

/** What the gateway calls the way to the chosen service. */
const ROUTE = 'envoy_cluster_name=~"httproute/.+/$service/rule/[0-9]+"';

/** The pods of the chosen service: a Deployment's, so they begin with its name. */
const PODS = 'pod=~"$service-.+",container!=""';

/** One service of a vendor, chosen from a list: whether it answers, how fast, and what it uses. */
export function serviceDashboard({ logs }: ServiceDashboardProps): Dashboard {
  const builder = new DashboardLayout("service", "Service", "One service, as its clients and its nodes see it.")
    .withVariable(choice("service", "Service", 'probe_success{probe="service"}'))
    .withPanel(
      number(
        { title: "Answers", unit: "percentunit", description: "Share of probes in the chosen time." },
        'avg(avg_over_time(probe_success{probe="service",service="$service"}[$__range]))',
        { red: 0.99, green: 0.999 },
      ),
    )
    .withPanel(
      number(
        { title: "Opens from outside", unit: "percentunit" },
        'avg(avg_over_time(probe_success{probe="portal",service="$service"}[$__range]))',
        { red: 0.99, green: 0.999 },
      ),
    )
    .withPanel(
      number(
        { title: "Failures", unit: "percentunit" },
        `sum(rate(envoy_cluster_upstream_rq_xx{envoy_response_code_class="5",${ROUTE}}[$__range])) / sum(rate(envoy_cluster_upstream_rq_xx{${ROUTE}}[$__range]))`,
        { green: 0, red: 0.01 },
      ),
    )
    .withPanel(
      number({ title: "Replicas" }, 'sum(kube_deployment_status_replicas_available{deployment="$service"})', {
        red: 1,
        green: 2,
      }),
    )
    .withPanel(number({ title: "Replicas wanted" }, 'sum(kube_deployment_spec_replicas{deployment="$service"})'))
    .withPanel(
      number(
        { title: "Certificate ends in", unit: "dtdurations" },
        'min(probe_ssl_earliest_cert_expiry{probe="portal",service="$service"}) - time()',
        { red: 0, green: 14 * 86_400 },
      ),
    )
    .withPanel(
      lines({ title: "Requests", unit: "reqps" }, [
        {
          expression: `sum by (envoy_response_code_class) (rate(envoy_cluster_upstream_rq_xx{${ROUTE}}[$__rate_interval]))`,
          legend: "{{envoy_response_code_class}}xx",
        },
      ]),
    )
    .withPanel(
      lines({ title: "Milliseconds for an answer" }, [
        ...[0.5, 0.95, 0.99].map((quantile) => ({
          expression: `histogram_quantile(${quantile}, sum by (le) (rate(envoy_cluster_upstream_rq_time_bucket{${ROUTE}}[$__rate_interval])))`,
          legend: `${quantile * 100} % below`,
        })),
      ]),
    )
    .withPanel(
      lines({ title: "Processors", unit: "short" }, [
        {
          expression: `sum by (pod) (rate(container_cpu_usage_seconds_total{${PODS}}[$__rate_interval]))`,
          legend: "{{pod}}",
        },
        {
          expression: 'max(kube_pod_container_resource_limits{resource="cpu",pod=~"$service-.+"})',
          legend: "limit of a pod",
        },
      ]),
    )
    .withPanel(
      lines({ title: "Memory", unit: "bytes" }, [
        { expression: `sum by (pod) (container_memory_working_set_bytes{${PODS}})`, legend: "{{pod}}" },
        {
          expression: 'max(kube_pod_container_resource_limits{resource="memory",pod=~"$service-.+"})',
          legend: "limit of a pod",
        },
      ]),
    )
    .withPanel(
      lines({ title: "Restarts", unit: "short" }, [
        {
          expression: 'sum by (pod) (increase(kube_pod_container_status_restarts_total{pod=~"$service-.+"}[1h]))',
          legend: "{{pod}}",
        },
      ]),
    )
    .withPanel(
      lines({ title: "Replicas over time", unit: "short" }, [
        {
          expression: 'kube_deployment_status_replicas_available{deployment="$service"}',
          legend: "available",
        },
        {
          expression: 'kube_horizontalpodautoscaler_spec_max_replicas{horizontalpodautoscaler="$service"}',
          legend: "at most",
        },
      ]),
    );
  return (logs ? builder.withPanel(logLines("Logs", '{job="pods",service="$service"}')) : builder).build();
}
