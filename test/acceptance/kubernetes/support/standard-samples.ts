import { FAILURE_DOMAINS, NODE_TAINTS_POLICY } from "../../../../src/constructs/kubernetes/topology-spread";
import { PLATFORM_KEYS } from "../../../../src/constructs/services/labels";
import type { KubernetesObject } from "../../../../src/terraform/kubernetes";

export const REGISTRY = "registry.health.example";
const DIGEST = `sha256:${"0".repeat(64)}`;
export const IMAGE = `${REGISTRY}/vendor-01/sample@${DIGEST}`;

/** Fields that a sample has instead of its own; undefined takes one away. */
export type Fields = Readonly<Record<string, unknown>>;

const PROBE = { httpGet: { path: "/ready", port: 8080 } };
const AMOUNTS = { cpu: "100m", memory: "128Mi" };
const LABELS = {
  app: "sample",
  [PLATFORM_KEYS.owner]: "team_at_vendor.example",
  [PLATFORM_KEYS.dataClass]: "personal",
};

const SECURITY = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};

/** A constraint for each failure domain over which pods are spread, from the widest. */
export const SPREAD = Object.values(FAILURE_DOMAINS).map((topologyKey) => ({
  topologyKey,
  maxSkew: 1,
  whenUnsatisfiable: "ScheduleAnyway",
  nodeTaintsPolicy: NODE_TAINTS_POLICY,
  labelSelector: { matchLabels: { app: "sample" } },
}));

/** A container that breaks no rule. */
export function container(changes: Fields = {}): Fields {
  return {
    name: "sample",
    image: IMAGE,
    resources: { requests: AMOUNTS, limits: AMOUNTS },
    readinessProbe: PROBE,
    livenessProbe: PROBE,
    securityContext: SECURITY,
    ...changes,
  };
}

/** The container with other settings of its security context. */
export function containerWithSecurity(changes: Fields): Fields {
  return container({ securityContext: { ...SECURITY, ...changes } });
}

/** A pod's specification that breaks no rule. */
export function podSpec(changes: Fields = {}): Fields {
  return {
    containers: [container()],
    topologySpreadConstraints: SPREAD,
    ...changes,
  };
}

/** A pod template that breaks no rule, with other labels or another specification. */
export function template(changes: { readonly labels?: Fields; readonly spec?: Fields } = {}): Fields {
  return { metadata: { labels: { ...LABELS, ...changes.labels } }, spec: changes.spec ?? podSpec() };
}

/** A Deployment, StatefulSet or DaemonSet of a pod template. */
export function workload(kind: "Deployment" | "StatefulSet" | "DaemonSet", pod: Fields, changes: Fields = {}) {
  return object("apps/v1", kind, {
    ...(kind !== "DaemonSet" && { replicas: 2 }),
    ...(kind === "StatefulSet" && { serviceName: "sample" }),
    selector: { matchLabels: { app: "sample" } },
    template: pod,
    ...changes,
  });
}

export function deployment(spec: Fields = podSpec()): KubernetesObject {
  return workload("Deployment", template({ spec }));
}

export function pod(spec: Fields): KubernetesObject {
  return { ...object("v1", "Pod", spec), metadata: { name: "sample", labels: LABELS } };
}

/** A pod's specification that ends by itself, and so is not probed. */
export function endingPodSpec(changes: Fields = {}): Fields {
  return {
    restartPolicy: "Never",
    containers: [container({ readinessProbe: undefined, livenessProbe: undefined, ...changes })],
  };
}

export function cronJob(spec: Fields): KubernetesObject {
  return object("batch/v1", "CronJob", {
    schedule: "0 3 * * *",
    jobTemplate: { spec: { template: template({ spec }) } },
  });
}

export function service(changes: Fields): KubernetesObject {
  return object("v1", "Service", { selector: { app: "sample" }, ports: [{ port: 80 }], ...changes });
}

export function autoscaler(minReplicas: number): KubernetesObject {
  return object("autoscaling/v2", "HorizontalPodAutoscaler", {
    minReplicas,
    maxReplicas: 6,
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "sample" },
    metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } }],
  });
}

function object(apiVersion: string, kind: string, spec: Fields): KubernetesObject {
  return { apiVersion, kind, metadata: { name: "sample" }, spec };
}
