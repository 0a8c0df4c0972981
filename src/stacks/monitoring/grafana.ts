import type { Construct } from "constructs";
import type { Environment } from "../../environment/environment";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import { consoleClusterOf, gatewayPorts } from "../../constructs/connectivity";
import { dashboardFiles } from "../../constructs/monitoring/dashboards";
import { Grafana } from "../../constructs/monitoring/grafana/grafana";
import { GrafanaRoute } from "../../constructs/monitoring/grafana/grafana-route";
import { recordSource } from "../../constructs/provenance";
import { signInOf } from "../machine-needs";
import type { OutsideNames } from "../outside-names";
import type { MonitoringAddOnProps } from "./monitoring-add-on-props";

/** Host name of a cluster's page for dashboards; undefined where it has none. */
export function dashboardsHost(
  environment: Environment,
  { id, cloud, zone }: ClusterSpecification,
): string | undefined {
  const { monitoring, domain } = environment.specification;
  // It stands behind the listener of operators, which comes with the console.
  if (!monitoring.dashboards || !consoleClusterOf(environment, cloud, zone)) return undefined;
  return `grafana.${id}.${domain}`;
}

/** The page for dashboards of a cluster, where the environment asks for one. */
export function addGrafana(
  scope: Construct,
  environment: Environment,
  cluster: ClusterSpecification,
  props: MonitoringAddOnProps,
  outside: OutsideNames,
): void {
  const { monitoring, administrators } = environment.specification;
  const host = dashboardsHost(environment, cluster);
  if (!monitoring.dashboards || host === undefined) return;
  const signIn = signInOf(environment, cluster);
  if (!signIn) throw new Error(`cluster ${cluster.id}: dashboards need an external endpoint of kind oidc with a host`);
  const logs = cluster.logs !== undefined;
  const grafana = new Grafana(scope, "grafana", {
    ...props,
    url: `https://${host}:${gatewayPorts.operators.port.from}`,
    issuer: signIn.issuerUrl,
    signIn: monitoring.dashboards,
    groups: Object.values(administrators),
    dashboards: dashboardFiles({ logs, etcd: cluster.kind === "rke2", probes: monitoring.probes }),
    logs,
    hostAliases: outside.hostAliases(signIn.endpoint),
  });
  const route = new GrafanaRoute(scope, "grafana-route", { namespace: props.namespace, host });
  for (const construct of [grafana, route]) recordSource(construct, ["monitoring", "dashboards"]);
}
