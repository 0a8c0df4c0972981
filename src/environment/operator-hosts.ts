import { envoyGatewayProblem } from "./envoy-gateway-versions";
import type { ClusterSpecification } from "./schema/clusters";
import type { EnvironmentSpecification } from "./schema/environment";

/**
 * Whether a cluster has a page for its applications: with `console`, where a gateway leads there, and not in a managed cluster,
 * whose API server takes nobody's sign-in.
 */
export function hasConsole({ console }: EnvironmentSpecification, { kind, version }: ClusterSpecification): boolean {
  return console !== undefined && kind === "rke2" && envoyGatewayProblem(version) === undefined;
}

/** Host name of the page for the applications of a cluster; undefined where it has none. */
export function consoleHost(
  specification: EnvironmentSpecification,
  cluster: ClusterSpecification,
): string | undefined {
  return hasConsole(specification, cluster) ? `console.${cluster.id}.${specification.domain}` : undefined;
}

/**
 * Host name of the page for the dashboards of a cluster; undefined where it has none. It stands behind the listener of operators,
 * which comes with the console.
 */
export function dashboardsHost(
  specification: EnvironmentSpecification,
  cluster: ClusterSpecification,
): string | undefined {
  if (!specification.monitoring.dashboards || !hasConsole(specification, cluster)) return undefined;
  return `grafana.${cluster.id}.${specification.domain}`;
}
