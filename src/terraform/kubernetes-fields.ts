/**
 * What Terraform's Kubernetes provider calls otherwise than the API, beside its snake_case. The acceptance tests send every
 * argument of every type under its field's name to a real API server, which knows no other.
 */
const FIELDS: Readonly<Record<string, string>> = {
  client_ip: "clientIP",
  cluster_ip: "clusterIP",
  cluster_ips: "clusterIPs",
  downward_api: "downwardAPI",
  external_ips: "externalIPs",
  host_ip: "hostIP",
  host_ipc: "hostIPC",
  host_pid: "hostPID",
  insecure_skip_tls_verify: "insecureSkipTLSVerify",
  load_balancer_ip: "loadBalancerIP",
  non_resource_urls: "nonResourceURLs",
  run_as_username: "runAsUserName",
  target_ww_ns: "targetWWNs",
  timezone: "timeZone",
  volume_id: "volumeID",
};

/** Blocks that Terraform writes once for each item of a list with a name in the plural. */
const PLURALS: Readonly<Record<string, string>> = {
  address: "addresses",
  container: "containers",
  endpoint: "endpoints",
  http_header: "httpHeaders",
  image_pull_secret: "imagePullSecrets",
  init_container: "initContainers",
  limit: "limits",
  match_expression: "matchExpressions",
  metric: "metrics",
  node_selector_term: "nodeSelectorTerms",
  not_ready_address: "notReadyAddresses",
  on_pod_condition: "onPodConditions",
  option: "options",
  path: "paths",
  policy: "policies",
  port: "ports",
  readiness_gate: "readinessGates",
  rule: "rules",
  secret: "secrets",
  subject: "subjects",
  subset: "subsets",
  sysctl: "sysctls",
  toleration: "tolerations",
  topology_spread_constraint: "topologySpreadConstraints",
  volume: "volumes",
  volume_claim_template: "volumeClaimTemplates",
  volume_device: "volumeDevices",
  volume_mount: "volumeMounts",
  webhook: "webhooks",
};

/** Blocks of which the provider's schema allows many, where the API takes one. */
const SINGLE_BLOCKS = new Set([
  "config_map",
  "grpc",
  "label_selector",
  "namespace_selector",
  "parameters",
  "persistent_volume_claim_retention_policy",
  "post_start",
  "pre_stop",
  "projected",
  "rolling_update",
  "scale_down",
  "scale_up",
  "selector",
  "sources.secret",
  "spec",
  "tcp_socket",
  "update_strategy",
]);

/** Arguments that tell the provider what to wait for, or what it has written already: no part of the object. */
const PROVIDER_ONLY = new Set([
  "binary_data_wo_revision",
  "data_wo_revision",
  "id",
  "target_state",
  "timeouts",
  "wait_for_completion",
  "wait_for_default_service_account",
  "wait_for_load_balancer",
  "wait_for_rollout",
  "wait_for_service_account_token",
  "wait_until_bound",
]);

/** Volumes of kinds that no Kubernetes has any more, and arguments that the API does not have: not worth a rule. */
const NOT_READ = new Set([
  "allowed_topologies",
  "azure_disk",
  "azure_file",
  "ceph_fs",
  "flex_volume",
  "flocker",
  "glusterfs",
  "photon_persistent_disk",
  "rbd",
  "target_cpu_utilization_percentage",
  "volume.local",
]);

/** Text that the API takes as a number where it is one, and as a name or a percentage otherwise. */
const NUMBER_OR_TEXT = new Set(["max_surge", "max_unavailable", "min_available", "port", "target_port"]);

/** Text in Terraform, so that it can be left out; a number in the API. */
const NUMBERS = new Set([
  "fs_group",
  "replicas",
  "run_as_group",
  "run_as_user",
  "toleration_seconds",
  "ttl_seconds_after_finished",
]);

/** File modes, which Terraform takes as octal text. */
const MODES = new Set(["default_mode", "mode"]);

/** Bytes, which the API takes in base64. */
const ENCODED = new Set(["ca_bundle"]);

/** The field of an attribute. */
export function attributeField(name: string): string {
  return FIELDS[name] ?? camelCase(name);
}

/** The field of a block, and whether it is a list there. */
export function blockField(name: string, parent: string, mayRepeat: boolean): { field: string; isList: boolean } {
  const isList = mayRepeat && !isNamed(SINGLE_BLOCKS, name, parent);
  return { field: (isList ? PLURALS[name] : undefined) ?? attributeField(name), isList };
}

/** Whether an argument is meant for the provider alone. */
export function isProviderOnly(name: string): boolean {
  return PROVIDER_ONLY.has(name);
}

/** Whether an argument has no counterpart in the API that this reading knows. */
export function isNotRead(name: string, parent: string): boolean {
  return isNamed(NOT_READ, name, parent);
}

/** An attribute's value as the API takes it. */
export function apiValue(name: string, value: unknown): unknown {
  if (typeof value !== "string") return value;
  if (NUMBERS.has(name)) return Number(value);
  if (NUMBER_OR_TEXT.has(name)) return /^\d+$/.test(value) ? Number(value) : value;
  if (MODES.has(name)) return Number.parseInt(value, 8);
  return ENCODED.has(name) ? base64(value) : value;
}

export function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}

function isNamed(names: ReadonlySet<string>, name: string, parent: string): boolean {
  return names.has(name) || names.has(`${parent}.${name}`);
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
