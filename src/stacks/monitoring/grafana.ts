import type { Construct } from "constructs";
import type { Environment } from "../../environment/environment";
import { dashboardsHost } from "../../environment/operator-hosts";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import { gatewayPorts } from "../../constructs/connectivity";
import { dashboardFiles } from "../../constructs/monitoring/dashboards";
import { Grafana } from "../../constructs/monitoring/grafana/grafana";
import { GrafanaRoute } from "../../constructs/monitoring/grafana/grafana-route";
import { recordSource } from "../../constructs/provenance";
import { signInOf } from "../machine-needs";
import type { OutsideNames } from "../outside-names";
import type { MonitoringAddOnProps } from "./monitoring-add-on-props";

/** The page for dashboards of a cluster, where the environment asks for one. */
export function addGrafana(
  scope: Construct,
  environment: Environment,
  cluster: ClusterSpecification,
  props: MonitoringAddOnProps,
  outside: OutsideNames,
): void {
  const { monitoring, administrators } = environment.specification;
  const host = dashboardsHost(environment.specification, cluster);
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
