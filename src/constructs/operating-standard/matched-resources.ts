/** Kinds of objects that the API server asks about before it stores them: by API group and version, then by resource. */
export type MatchedResources = Readonly<Record<string, readonly string[]>>;

/** What makes pods that run until they are told to stop. */
const LONG_RUNNING = {
  "apps/v1": ["deployments", "statefulsets", "daemonsets"],
  v1: ["pods"],
} satisfies MatchedResources;

/** Everything that carries a pod, and pods themselves: a refused pod is seen late, by its ReplicaSet or Job alone. */
export const POD_CARRIERS = { ...LONG_RUNNING, "batch/v1": ["jobs", "cronjobs"] } satisfies MatchedResources;

/** The same, and containers that are put into a running pod to look into a fault. */
export const POD_CARRIERS_AND_EPHEMERAL_CONTAINERS = {
  ...POD_CARRIERS,
  v1: ["pods", "pods/ephemeralcontainers"],
} satisfies MatchedResources;

/** Workloads whose pods are many and alike. */
export const REPLICATED = { "apps/v1": ["deployments", "statefulsets"] } satisfies MatchedResources;

/** Whatever says how many pods such a workload has. */
export const REPLICA_COUNTS = {
  "apps/v1": ["deployments", "deployments/scale", "statefulsets", "statefulsets/scale"],
  "autoscaling/v2": ["horizontalpodautoscalers"],
} satisfies MatchedResources;

export const SERVICES = { v1: ["services"] } satisfies MatchedResources;

/** The resource rules of an admission policy. */
export function resourceRules(matched: MatchedResources) {
  return Object.entries(matched).map(([groupVersion, resources]) => {
    const [group = "", version] = groupVersion.includes("/") ? groupVersion.split("/") : ["", groupVersion];
    return {
      apiGroups: [group],
      apiVersions: [version ?? groupVersion],
      operations: ["CREATE", "UPDATE"],
      resources: [...resources],
    };
  });
}
