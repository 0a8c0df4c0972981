import { constant, type Series } from "./series";

export const AVAILABILITY_ZONES = ["chutian-a", "chutian-b", "chutian-c"] as const;
const WORKERS = 5;
export const DISTRICTS = ["District 01", "District 04", "District 07", "District 10"] as const;
const SITES = 25;
export const LINKS = ["link-mobile", "link-radio"] as const;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** The workers of an availability zone. */
export function workersIn(availabilityZone: string): string[] {
  return numbers(WORKERS).map((number) => `worker-${availabilityZone}-${number}`);
}

/** The server of an availability zone: there is one, with its etcd. */
export function serverIn(availabilityZone: string): string {
  return `server-${availabilityZone}`;
}

export function sitesIn(district: string): string[] {
  return numbers(SITES).map((number) => `${district.toLowerCase().replace(" ", "-")}-site-${number}`);
}

/** A cluster in which all is well: what its exporters would say, as far as alerts ask for it. */
export function quietCluster(): Series {
  return {
    ...merged(AVAILABILITY_ZONES.map((zone) => machines(zone, constant(1)))),
    'up{job="kube-state-metrics"}': constant(1),
    'up{job="coredns",instance="dns-1"}': constant(1),
    'up{job="coredns",instance="dns-2"}': constant(1),
    ...Object.fromEntries(
      [0, 1, 2].map((pod) => [`alertmanager_cluster_members{pod="alertmanager-${pod}"}`, constant(3)]),
    ),
    alertmanager_build_info: constant(1),
    'envoy_server_live{job="gateway"}': constant(1),
    'velero_backup_last_successful_timestamp{schedule="daily"}': constant(1),
    'etcd_snapshot_created_timestamp_seconds{location="s3://snapshots"}': constant(1),
    ...links(constant(1)),
    'probe_success{probe="load-balancer",load_balancer="medical-ingress"}': constant(1),
    ...merged(DISTRICTS.map((district) => sites(sitesIn(district), district, constant(1)))),
  };
}

/** What the machines of an availability zone say of themselves, and others of them. */
export function machines(availabilityZone: string, up: string): Series {
  const server = serverIn(availabilityZone);
  const nodes = [server, ...workersIn(availabilityZone)];
  return {
    ...merged(
      nodes.map((node) => ({
        [`kube_node_labels{node="${node}",label_topology_kubernetes_io_zone="${availabilityZone}"}`]: constant(1),
        [`kube_node_status_condition{node="${node}",condition="Ready",status="true"}`]: up,
        [`up{job="node-exporter",namespace="node-exporter",instance="${node}"}`]: up,
        [`up{job="kubelet",namespace="kube-system",instance="${node}"}`]: up,
        [`up{job="cilium-agent",namespace="kube-system",instance="${node}"}`]: up,
      })),
    ),
    [`up{job="apiserver",namespace="default",instance="${server}"}`]: up,
    [`up{job="kube-etcd",namespace="kube-system",instance="${server}"}`]: up,
    [`etcd_server_has_leader{job="kube-etcd",instance="${server}"}`]: constant(1),
  };
}

export function links(success: string, names: readonly string[] = LINKS): Series {
  return Object.fromEntries(
    names.flatMap((link) =>
      ["1", "2"].map((end) => [`probe_success{probe="link",link="${link}",end="${end}"}`, success]),
    ),
  );
}

export function sites(ids: readonly string[], district: string, success: string): Series {
  return Object.fromEntries(
    ids.map((site) => [`probe_success{probe="site",site="${site}",district="${district}"}`, success]),
  );
}

export function merged(all: readonly Series[]): Series {
  return Object.fromEntries(all.flatMap((series) => Object.entries(series)));
}
