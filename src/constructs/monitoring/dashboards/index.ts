import type { Dashboard } from "./dashboard";
import { clusterDashboard } from "./cluster";
import { networkDashboard } from "./network";
import { platformDashboard } from "./platform";
import { serviceDashboard } from "./service";
import { siteDashboard } from "./site";

export interface DashboardsProps {
  /** Whether the cluster keeps logs: without them no panel asks for any. */
  readonly logs: boolean;
  /** Whether etcd answers for its metrics. */
  readonly etcd: boolean;
  /** Whether services, load balancers, links and sites are probed. */
  readonly probes: boolean;
}

/** The dashboards of a cluster, by the name of the file that Grafana reads. */
export function dashboards({ logs, etcd, probes }: DashboardsProps): Readonly<Record<string, Dashboard>> {
  return {
    platform: platformDashboard({ logs }),
    cluster: clusterDashboard({ etcd }),
    service: serviceDashboard({ logs }),
    network: networkDashboard(),
    ...(probes && { site: siteDashboard() }),
  };
}

/** The same as files. */
export function dashboardFiles(props: DashboardsProps): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(dashboards(props)).map(([name, dashboard]) => [`${name}.json`, JSON.stringify(dashboard)]),
  );
}
