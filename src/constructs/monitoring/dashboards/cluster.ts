import { DashboardLayout, type Dashboard } from "./dashboard";
import { lines, number, table } from "./panels";

export interface ClusterDashboardProps {
  /** Whether etcd answers for its metrics: a managed control plane does not. */
  readonly etcd: boolean;
}

/** Nodes, control plane and workloads of the cluster. */
export function clusterDashboard({ etcd }: ClusterDashboardProps): Dashboard {
  const builder = new DashboardLayout("cluster", "Cluster", "Nodes, control plane and workloads.")
    .withPanel(number({ title: "Nodes ready" }, 'sum(kube_node_status_condition{condition="Ready",status="true"})'))
    .withPanel(
      number({ title: "Nodes not ready" }, 'sum(kube_node_status_condition{condition="Ready",status!="true"})', {
        green: 0,
        red: 1,
      }),
    )
    .withPanel(
      number({ title: "Pods that wait for room" }, 'sum(kube_pod_status_phase{phase="Pending"})', { green: 0, red: 1 }),
    )
    .withPanel(
      number(
        { title: "Processors in use", unit: "percentunit" },
        '1 - avg(rate(node_cpu_seconds_total{mode="idle"}[5m]))',
        { green: 0, red: 0.8 },
      ),
    )
    .withPanel(
      number(
        { title: "Memory in use", unit: "percentunit" },
        "1 - sum(node_memory_MemAvailable_bytes) / sum(node_memory_MemTotal_bytes)",
        { green: 0, red: 0.85 },
      ),
    )
    .withPanel(
      number(
        { title: "Processors asked for", unit: "percentunit", description: "Requests over what pods may ask for." },
        'sum(kube_pod_container_resource_requests{resource="cpu"}) / sum(kube_node_status_allocatable{resource="cpu"})',
        { green: 0, red: 0.9 },
      ),
    )
    .withPanel(
      lines({ title: "Processors in use, by node", unit: "percentunit" }, [
        {
          expression: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m]))',
          legend: "{{instance}}",
        },
      ]),
    )
    .withPanel(
      lines({ title: "Memory in use, by node", unit: "percentunit" }, [
        { expression: "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes", legend: "{{instance}}" },
      ]),
    )
    .withPanel(
      lines({ title: "Disks in use", unit: "percentunit" }, [
        {
          expression:
            'max by (instance, mountpoint) (1 - node_filesystem_avail_bytes{fstype!~"tmpfs|overlay|squashfs"} / node_filesystem_size_bytes)',
          legend: "{{instance}} {{mountpoint}}",
        },
      ]),
    )
    .withPanel(
      lines({ title: "Volumes in use", unit: "percentunit" }, [
        {
          expression:
            "max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes)",
          legend: "{{namespace}} {{persistentvolumeclaim}}",
        },
      ]),
    )
    .withPanel(
      lines({ title: "Requests of the API server", unit: "reqps" }, [
        { expression: "sum by (code) (rate(apiserver_request_total[5m]))", legend: "{{code}}" },
      ]),
    )
    .withPanel(
      lines({ title: "Time of the API server, 99th percentile", unit: "s" }, [
        {
          expression:
            'histogram_quantile(0.99, sum by (verb, le) (rate(apiserver_request_duration_seconds_bucket{verb!~"WATCH|CONNECT"}[5m])))',
          legend: "{{verb}}",
        },
      ]),
    )
    .withPanel(
      table(
        { title: "Restarts in the last hour" },
        "topk(20, increase(kube_pod_container_status_restarts_total[1h]) > 0)",
      ),
    )
    .withPanel(
      table(
        { title: "Deployments without all replicas" },
        "kube_deployment_spec_replicas - kube_deployment_status_replicas_available > 0",
      ),
    );
  if (!etcd) return builder.build();
  return builder
    .withPanel(
      lines({ title: "etcd: time to write, 99th percentile", unit: "s", description: "Below 10 ms is well." }, [
        {
          expression:
            "histogram_quantile(0.99, sum by (instance, le) (rate(etcd_disk_wal_fsync_duration_seconds_bucket[5m])))",
          legend: "{{instance}}",
        },
      ]),
    )
    .withPanel(
      lines({ title: "etcd: size", unit: "bytes" }, [
        { expression: "etcd_mvcc_db_total_size_in_bytes", legend: "{{instance}}" },
        { expression: "max(etcd_server_quota_backend_bytes)", legend: "limit" },
      ]),
    )
    .build();
}
