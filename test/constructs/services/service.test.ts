import { Namespace } from "../../../src/constructs/kubernetes/namespace";
import { Service, type IVendor, type ServiceProps } from "../../../src/constructs/services";
import { ImageReference, Port, Quantity } from "../../../src/environment/values";
import { Construct } from "constructs";
import { valuesOf } from "../kubernetes/cluster";
import { emptyStack, resourcesOf, theOnly } from "./synthesized";

const IMAGE = `registry.health.example/vendor-01/card@sha256:${"a".repeat(64)}`;
const LABELS = {
  "app.kubernetes.io/managed-by": "terraform",
  "app.kubernetes.io/name": "card",
  "app.kubernetes.io/part-of": "health-cloud",
  "health-cloud/data-class": "personal-health",
  "health-cloud/owner": "card_at_vendor-01.example",
  "health-cloud/vendor": "vendor-01",
};
const SELECTOR = { match_labels: { "app.kubernetes.io/name": "card" } };
const METADATA = {
  name: "card",
  namespace: "vendor-01",
  labels: LABELS,
  annotations: { "health-cloud/owner": "card@vendor-01.example" },
};
const probe = { periodSeconds: 10, failureThreshold: 3, initialDelaySeconds: 0 };

class ExistingVendor extends Construct implements IVendor {
  readonly vendorName = "vendor-01";
  readonly namespace = Namespace.fromNamespaceName(this, "namespace", "vendor-01");
  readonly isolation = [];
}

function cardService(changes: Partial<ServiceProps> = {}) {
  const stack = emptyStack();
  const service = new Service(stack, "card", {
    vendor: new ExistingVendor(stack, "vendor"),
    name: "card",
    owner: "card@vendor-01.example",
    dataClass: "personal-health",
    image: ImageReference.parse(IMAGE),
    ports: [{ name: "http", port: 8080 }],
    replicas: { minimum: 3, maximum: 3 },
    requests: { cpu: Quantity.cpu("500m"), memory: Quantity.memory("1Gi") },
    limits: { cpu: Quantity.cpu("1"), memory: Quantity.memory("2Gi") },
    probes: { readiness: { ...probe, path: "/ready", port: "http" }, liveness: { ...probe, port: "http" } },
    availabilityZones: 3,
    ...changes,
  });
  return { stack, service };
}

const deploymentOf = (changes: Partial<ServiceProps> = {}) =>
  theOnly(cardService(changes).stack, "kubernetes_deployment_v1");

describe("the Deployment of a service", () => {
  it("carries owner and data class, and finds its pods by name alone", () => {
    expect(deploymentOf()).toMatchObject({
      metadata: METADATA,
      spec: { replicas: "3", selector: SELECTOR, template: { metadata: { labels: LABELS } } },
    });
  });

  it("replaces pods one by one, none before its successor is ready, and gives up before Terraform does", () => {
    expect(deploymentOf()).toMatchObject({
      spec: {
        strategy: { type: "RollingUpdate", rolling_update: { max_surge: "1", max_unavailable: "0" } },
        progress_deadline_seconds: 540,
      },
      wait_for_rollout: true,
      timeouts: { create: "10m", update: "10m" },
    });
  });

  it("runs an image by digest with requests, limits, ports and probes", () => {
    expect(containerOf(deploymentOf())).toEqual({
      name: "card",
      image: IMAGE,
      image_pull_policy: "IfNotPresent",
      port: [{ name: "http", container_port: 8080, protocol: "TCP" }],
      env: [],
      resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { cpu: "1", memory: "2Gi" } },
      readiness_probe: {
        http_get: { path: "/ready", port: "http" },
        period_seconds: 10,
        failure_threshold: 3,
        initial_delay_seconds: 0,
      },
      liveness_probe: {
        tcp_socket: [{ port: "http" }],
        period_seconds: 10,
        failure_threshold: 3,
        initial_delay_seconds: 0,
      },
      security_context: {
        allow_privilege_escalation: false,
        read_only_root_filesystem: true,
        capabilities: { drop: ["ALL"] },
      },
      volume_mount: [{ name: "temporary-files", mount_path: "/tmp" }],
    });
  });

  it("has a startup probe where the service asks for one", () => {
    const startup = { ...probe, failureThreshold: 30, path: "/ready", port: "http" };
    const probes = { readiness: startup, liveness: startup, startup };
    expect(containerOf(deploymentOf({ probes }))).toMatchObject({
      startup_probe: { http_get: { path: "/ready", port: "http" }, failure_threshold: 30 },
    });
  });

  it("sets variables in the order of their names, with nothing that Terraform would read", () => {
    const environment = { UPSTREAM: "https://record/${id}", LEVEL: "info", FORMAT: "%{level}" };
    expect(containerOf(deploymentOf({ environment }))).toMatchObject({
      env: [
        { name: "FORMAT", value: "%%{level}" },
        { name: "LEVEL", value: "info" },
        { name: "UPSTREAM", value: "https://record/$${id}" },
      ],
    });
  });

  it("runs as no root, without a token, with a file system of its own for /tmp alone", () => {
    expect(podOf(deploymentOf())).toMatchObject({
      automount_service_account_token: false,
      enable_service_links: false,
      security_context: { run_as_non_root: true, seccomp_profile: { type: "RuntimeDefault" } },
      volume: [{ name: "temporary-files", empty_dir: { size_limit: "256Mi" } }],
      termination_grace_period_seconds: 60,
    });
  });

  it("leaves a lost node after 30 seconds", () => {
    const common = { operator: "Exists", effect: "NoExecute", toleration_seconds: "30" };
    expect(podOf(deploymentOf())).toMatchObject({
      toleration: [
        { key: "node.kubernetes.io/not-ready", ...common },
        { key: "node.kubernetes.io/unreachable", ...common },
      ],
    });
  });

  it("spreads the pods of a revision over the availability zones", () => {
    expect(podOf(deploymentOf())).toMatchObject({
      topology_spread_constraint: [
        {
          topology_key: "topology.kubernetes.io/zone",
          when_unsatisfiable: "DoNotSchedule",
          node_taints_policy: "Honor",
          max_skew: 1,
          match_label_keys: ["pod-template-hash"],
          label_selector: [SELECTOR],
        },
        { topology_key: "kubernetes.io/hostname", when_unsatisfiable: "ScheduleAnyway", node_taints_policy: "Honor" },
      ],
    });
  });

  it("finds host names where it is told to", () => {
    const hostAliases = [{ host: "record.health.example", address: "10.40.0.21" }];
    expect(podOf(deploymentOf({ hostAliases }))).toMatchObject({
      host_aliases: [{ ip: "10.40.0.21", hostnames: ["record.health.example"] }],
    });
  });
});

describe("a service", () => {
  it("has a service account without a token", () => {
    expect(theOnly(cardService().stack, "kubernetes_service_account_v1")).toEqual({
      metadata: METADATA,
      automount_service_account_token: false,
    });
  });

  it("has a Service inside the cluster on the same ports", () => {
    const ports = [
      { name: "http", port: 8080 },
      { name: "grpc", port: 9090 },
    ];
    expect(theOnly(cardService({ ports }).stack, "kubernetes_service_v1")).toEqual({
      metadata: METADATA,
      spec: {
        type: "ClusterIP",
        selector: { "app.kubernetes.io/name": "card" },
        port: [
          { name: "http", port: 8080, target_port: "http", protocol: "TCP" },
          { name: "grpc", port: 9090, target_port: "grpc", protocol: "TCP" },
        ],
      },
    });
  });

  it("loses at most one pod at a time to maintenance", () => {
    expect(theOnly(cardService().stack, "kubernetes_pod_disruption_budget_v1")).toEqual({
      metadata: METADATA,
      spec: { max_unavailable: "1", selector: SELECTOR },
    });
  });

  it("has no disruption budget with a single replica, which would hold up maintenance for nothing", () => {
    const { stack } = cardService({ replicas: { minimum: 1, maximum: 1 } });
    expect(resourcesOf(stack, "kubernetes_pod_disruption_budget_v1")).toEqual([]);
  });

  it("has no autoscaler where the replicas are fixed: Terraform owns their number", () => {
    const { stack } = cardService();
    expect(resourcesOf(stack, "kubernetes_horizontal_pod_autoscaler_v2")).toEqual([]);
    expect(deploymentOf().lifecycle).toBeUndefined();
  });

  it("has an autoscaler where they may grow: it owns their number, and Terraform ignores it", () => {
    const changes = { replicas: { minimum: 3, maximum: 10 }, cpuPercent: 60 };
    expect(theOnly(cardService(changes).stack, "kubernetes_horizontal_pod_autoscaler_v2")).toEqual({
      metadata: METADATA,
      spec: {
        min_replicas: 3,
        max_replicas: 10,
        scale_target_ref: { api_version: "apps/v1", kind: "Deployment", name: "card" },
        metric: [
          {
            type: "Resource",
            resource: { name: "cpu", target: { type: "Utilization", average_utilization: 60 } },
          },
        ],
      },
    });
    expect(deploymentOf(changes).lifecycle).toEqual({ ignore_changes: ["spec[0].replicas"] });
  });

  it("is scaled by KEDA, and by nothing else, where something beside CPU asks for pods", () => {
    const changes: Partial<ServiceProps> = {
      replicas: { minimum: 3, maximum: 10 },
      triggers: [{ kind: "prometheus", query: "sum(queue_length)", threshold: 20 }],
    };
    const { stack } = cardService(changes);
    expect(resourcesOf(stack, "kubernetes_horizontal_pod_autoscaler_v2")).toEqual([]);
    expect(deploymentOf(changes).lifecycle).toEqual({ ignore_changes: ["spec[0].replicas"] });
    const [deployment] = resourcesOf(stack, "kubernetes_deployment_v1").map(({ address }) => address);
    expect(theOnly(stack, "helm_release")).toMatchObject({
      name: "card-scaler",
      namespace: "vendor-01",
      depends_on: [deployment],
    });
    expect(valuesOf(stack, "card-scaler")).toMatchObject({
      manifests: [
        {
          kind: "ScaledObject",
          metadata: METADATA,
          spec: { minReplicaCount: 3, maxReplicaCount: 10, triggers: [{ type: "cpu" }, { type: "prometheus" }] },
        },
      ],
    });
  });

  it("has no scaler where there is nothing to scale, whatever asks for it", () => {
    const { stack } = cardService({ triggers: [{ kind: "prometheus", query: "sum(queue_length)", threshold: 20 }] });
    expect(resourcesOf(stack, "helm_release")).toEqual([]);
  });

  it("permits its own pods what a flow needs", () => {
    const { stack, service } = cardService();
    service.allow({
      id: "to-record",
      direction: "egress",
      rules: [{ peer: { kind: "namespace", namespace: "vendor-02" }, ports: [Port.tcp(8080)] }],
      why: "flow card-to-record",
      source: ["services", 0, "flows", 0],
    });
    expect(theOnly(stack, "kubernetes_network_policy_v1")).toMatchObject({
      metadata: { name: "card-to-record", namespace: "vendor-01" },
      spec: { pod_selector: SELECTOR, policy_types: ["Egress"] },
    });
  });
});

function podOf(deployment: Record<string, unknown>): unknown {
  return at(deployment, "spec", "template", "spec");
}

function containerOf(deployment: Record<string, unknown>): unknown {
  return at(podOf(deployment), "container", "0");
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, key) => Object.entries(inner ?? {}).find(([name]) => name === key)?.[1], value);
}
