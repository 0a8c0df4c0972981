import type { Exposition } from "./exposition";

/** What the documentation of a program says that it shows, where neither the program nor its source can be had. */
export interface Documented {
  readonly source: string;
  readonly series: Exposition;
}

const WORKLOAD = ["namespace"];
const DEPLOYMENT = [...WORKLOAD, "deployment"];
const STATEFUL_SET = [...WORKLOAD, "statefulset"];
const DAEMON_SET = [...WORKLOAD, "daemonset"];
const AUTOSCALER = [...WORKLOAD, "horizontalpodautoscaler"];
const POD = [...WORKLOAD, "pod", "uid"];
const CONTAINER = [...POD, "container"];
const RESOURCES = [...CONTAINER, "node", "resource", "unit"];

/** By exporter: as much of it as somebody here reads. */
export const DOCUMENTED: Readonly<Record<string, Documented>> = {
  "kube-state-metrics": {
    source:
      "the list of metrics that its own tests hold stable, internal/store/testdata/stable-metrics-list.yaml at 07b90dc",
    series: exposition({
      kube_daemonset_status_desired_number_scheduled: DAEMON_SET,
      kube_daemonset_status_number_ready: DAEMON_SET,
      kube_daemonset_status_updated_number_scheduled: DAEMON_SET,
      kube_deployment_spec_replicas: DEPLOYMENT,
      kube_deployment_status_condition: [...DEPLOYMENT, "reason", "condition", "status"],
      kube_deployment_status_replicas_available: DEPLOYMENT,
      kube_deployment_status_replicas_updated: DEPLOYMENT,
      kube_horizontalpodautoscaler_spec_max_replicas: AUTOSCALER,
      kube_horizontalpodautoscaler_spec_min_replicas: AUTOSCALER,
      kube_horizontalpodautoscaler_status_condition: [...AUTOSCALER, "condition", "status"],
      kube_horizontalpodautoscaler_status_current_replicas: AUTOSCALER,
      kube_job_failed: [...WORKLOAD, "job_name", "condition"],
      // Further ones for the nodes' labels that the release allows.
      kube_node_labels: ["node", "label_topology_kubernetes_io_zone"],
      kube_node_status_allocatable: ["node", "resource", "unit"],
      kube_node_status_capacity: ["node", "resource", "unit"],
      kube_node_status_condition: ["node", "condition", "status"],
      kube_persistentvolume_status_phase: ["persistentvolume", "phase"],
      kube_pod_container_resource_limits: RESOURCES,
      kube_pod_container_resource_requests: RESOURCES,
      kube_pod_container_status_restarts_total: CONTAINER,
      kube_pod_container_status_waiting_reason: [...CONTAINER, "reason"],
      kube_pod_info: [
        ...POD,
        "host_ip",
        "pod_ip",
        "node",
        "created_by_kind",
        "created_by_name",
        "priority_class",
        "host_network",
      ],
      kube_pod_owner: [...POD, "owner_kind", "owner_name", "owner_is_controller"],
      kube_pod_status_phase: [...POD, "phase"],
      kube_resourcequota: [...WORKLOAD, "resourcequota", "resource", "type"],
      kube_statefulset_replicas: STATEFUL_SET,
      kube_statefulset_status_replicas_ready: STATEFUL_SET,
      kube_statefulset_status_replicas_updated: STATEFUL_SET,
    }),
  },
};

function exposition(series: Readonly<Record<string, readonly string[]>>): Exposition {
  return new Map(Object.entries(series).map(([name, labels]) => [name, new Set(labels)]));
}
