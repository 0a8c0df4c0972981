import type { ResourceGroups } from "./permission";

/** What an application is made of, without what keeps it within its bounds. Secrets are named where they are meant. */
export const WORKLOADS = {
  "": ["pods", "configmaps", "services", "persistentvolumeclaims"],
  apps: ["deployments", "statefulsets"],
  batch: ["jobs", "cronjobs"],
  autoscaling: ["horizontalpodautoscalers"],
  policy: ["poddisruptionbudgets"],
} satisfies ResourceGroups;

/** What controllers make of it, and what they say of it. */
export const WORKLOAD_STATES = {
  "": ["events", "endpoints", "replicationcontrollers"],
  apps: ["replicasets", "daemonsets", "controllerrevisions"],
  "events.k8s.io": ["events"],
  "discovery.k8s.io": ["endpointslices"],
  "metrics.k8s.io": ["pods"],
} satisfies ResourceGroups;

/** What keeps an application within its bounds: the platform's, in a vendor's namespace too. */
export const BOUNDS = {
  "": ["namespaces", "resourcequotas", "limitranges", "serviceaccounts"],
  "networking.k8s.io": ["networkpolicies"],
  "gateway.networking.k8s.io": ["httproutes"],
  "rbac.authorization.k8s.io": ["roles", "rolebindings"],
} satisfies ResourceGroups;

/** What the cluster itself is made of. */
export const CLUSTER = {
  "": ["nodes", "namespaces", "persistentvolumes", "resourcequotas", "limitranges"],
  "storage.k8s.io": ["storageclasses", "csidrivers", "csinodes", "volumeattachments"],
  "scheduling.k8s.io": ["priorityclasses"],
  "apiextensions.k8s.io": ["customresourcedefinitions"],
  "apiregistration.k8s.io": ["apiservices"],
  "coordination.k8s.io": ["leases"],
  "node.k8s.io": ["runtimeclasses"],
  "metrics.k8s.io": ["nodes"],
} satisfies ResourceGroups;

/** How what runs is reached. */
export const NETWORKING = {
  "networking.k8s.io": ["networkpolicies", "ingressclasses"],
  "gateway.networking.k8s.io": ["gatewayclasses", "gateways", "httproutes"],
  "gateway.envoyproxy.io": ["envoyproxies", "clienttrafficpolicies"],
} satisfies ResourceGroups;

/** Who may do what, and what the API server refuses. */
export const ACCESS = {
  "": ["serviceaccounts"],
  "rbac.authorization.k8s.io": ["roles", "rolebindings", "clusterroles", "clusterrolebindings"],
  "certificates.k8s.io": ["certificatesigningrequests"],
} satisfies ResourceGroups;

export const ADMISSION_POLICIES = {
  "admissionregistration.k8s.io": ["validatingadmissionpolicies", "validatingadmissionpolicybindings"],
} satisfies ResourceGroups;

/** Programs that see, and may change, whatever is written into the cluster, Secrets among it. */
export const ADMISSION_WEBHOOKS = {
  "admissionregistration.k8s.io": ["validatingwebhookconfigurations", "mutatingwebhookconfigurations"],
} satisfies ResourceGroups;

/** Certificates by cert-manager; their keys are Secrets. */
export const CERTIFICATES = {
  "cert-manager.io": ["certificates", "certificaterequests", "issuers", "clusterissuers"],
} satisfies ResourceGroups;

/** How an application's secrets come out of the vendor's store; the values are in Secrets. */
export const SECRET_COPIES = { "external-secrets.io": ["externalsecrets"] } satisfies ResourceGroups;

/** Where secrets come from, and what scales an application by something else than its pods. */
export const APPLICATION_ADD_ONS = {
  "external-secrets.io": ["secretstores"],
  "keda.sh": ["scaledobjects", "scaledjobs", "triggerauthentications"],
} satisfies ResourceGroups;

/** What add-ons keep for the cluster as a whole. */
export const CLUSTER_ADD_ONS = {
  "external-secrets.io": ["clustersecretstores"],
  "keda.sh": ["clustertriggerauthentications"],
  "longhorn.io": ["volumes", "replicas", "engines", "nodes"],
  "upgrade.cattle.io": ["plans"],
  "velero.io": ["schedules", "backups", "podvolumebackups", "backupstoragelocations", "restores", "podvolumerestores"],
} satisfies ResourceGroups;
