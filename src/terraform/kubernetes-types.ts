/** How a resource type of Terraform's Kubernetes provider stands for a kind of Kubernetes object. */
export interface KubernetesType {
  readonly apiVersion: string;
  readonly kind: string;

  /**
   * The object's name where the type has only one.
   * @default - the name in its metadata
   */
  readonly name?: string;

  /**
   * The fields of arguments that are called otherwise in this type alone.
   * @default - none
   */
  readonly fields?: Readonly<Record<string, string>>;

  /**
   * Arguments whose values the API takes in base64 where Terraform takes the text.
   * @default - none
   */
  readonly encoded?: readonly string[];
}

const rbac = "rbac.authorization.k8s.io/v1";
const storage = "storage.k8s.io/v1";
const networking = "networking.k8s.io/v1";
const admission = "admissionregistration.k8s.io/v1";

const TYPES: Readonly<Record<string, KubernetesType>> = {
  api_service_v1: { apiVersion: "apiregistration.k8s.io/v1", kind: "APIService" },
  cluster_role_binding_v1: { apiVersion: rbac, kind: "ClusterRoleBinding" },
  cluster_role_v1: { apiVersion: rbac, kind: "ClusterRole" },
  config_map_v1: { apiVersion: "v1", kind: "ConfigMap" },
  cron_job_v1: { apiVersion: "batch/v1", kind: "CronJob" },
  csi_driver_v1: { apiVersion: storage, kind: "CSIDriver" },
  daemon_set_v1: { apiVersion: "apps/v1", kind: "DaemonSet", fields: { strategy: "updateStrategy" } },
  // Every namespace has it from the start: Terraform takes it over.
  default_service_account_v1: { apiVersion: "v1", kind: "ServiceAccount", name: "default" },
  deployment_v1: { apiVersion: "apps/v1", kind: "Deployment" },
  endpoint_slice_v1: {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    fields: { condition: "conditions" },
  },
  endpoints_v1: { apiVersion: "v1", kind: "Endpoints" },
  horizontal_pod_autoscaler_v2: { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler" },
  ingress_class_v1: { apiVersion: networking, kind: "IngressClass" },
  ingress_v1: { apiVersion: networking, kind: "Ingress" },
  job_v1: { apiVersion: "batch/v1", kind: "Job" },
  limit_range_v1: { apiVersion: "v1", kind: "LimitRange" },
  mutating_webhook_configuration_v1: { apiVersion: admission, kind: "MutatingWebhookConfiguration" },
  namespace_v1: { apiVersion: "v1", kind: "Namespace" },
  network_policy_v1: { apiVersion: networking, kind: "NetworkPolicy" },
  persistent_volume_claim_v1: { apiVersion: "v1", kind: "PersistentVolumeClaim" },
  pod_disruption_budget_v1: { apiVersion: "policy/v1", kind: "PodDisruptionBudget" },
  pod_v1: { apiVersion: "v1", kind: "Pod" },
  priority_class_v1: { apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass" },
  replication_controller_v1: { apiVersion: "v1", kind: "ReplicationController" },
  resource_quota_v1: { apiVersion: "v1", kind: "ResourceQuota" },
  role_binding_v1: { apiVersion: rbac, kind: "RoleBinding" },
  role_v1: { apiVersion: rbac, kind: "Role" },
  runtime_class_v1: { apiVersion: "node.k8s.io/v1", kind: "RuntimeClass" },
  secret_v1: {
    apiVersion: "v1",
    kind: "Secret",
    fields: { data_wo: "data", binary_data: "data", binary_data_wo: "data" },
    encoded: ["data", "data_wo"],
  },
  service_account_v1: { apiVersion: "v1", kind: "ServiceAccount" },
  service_v1: { apiVersion: "v1", kind: "Service" },
  stateful_set_v1: { apiVersion: "apps/v1", kind: "StatefulSet" },
  storage_class_v1: { apiVersion: storage, kind: "StorageClass", fields: { storage_provisioner: "provisioner" } },
  validating_webhook_configuration_v1: { apiVersion: admission, kind: "ValidatingWebhookConfiguration" },
};

/** Older names without a version that stand for the same API as the newest name with one. */
const UNVERSIONED: Readonly<Record<string, string>> = Object.fromEntries([
  ["daemonset", "daemon_set_v1"],
  ...[
    ...["api_service", "cluster_role", "cluster_role_binding", "config_map", "csi_driver", "default_service_account"],
    ...["deployment", "endpoints", "ingress_class", "job", "limit_range", "namespace", "network_policy"],
    ...["persistent_volume_claim", "pod", "priority_class", "replication_controller", "resource_quota", "role"],
    ...["role_binding", "secret", "service", "service_account", "stateful_set", "storage_class"],
    ...["mutating_webhook_configuration", "validating_webhook_configuration"],
  ].map((name): [string, string] => [name, `${name}_v1`]),
]);

const PREFIX = "kubernetes_";

/** The kind of object behind a resource type; undefined where a type makes none, or none whose arguments are read. */
export function kubernetesType(type: string): KubernetesType | undefined {
  const name = type.slice(PREFIX.length);
  return type.startsWith(PREFIX) ? TYPES[UNVERSIONED[name] ?? name] : undefined;
}

/** Every resource type whose arguments are read. */
export function kubernetesTypes(): string[] {
  return [...Object.keys(TYPES), ...Object.keys(UNVERSIONED)].map((name) => PREFIX + name).sort();
}
