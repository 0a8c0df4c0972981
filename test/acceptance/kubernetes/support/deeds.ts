import { OTHER_NAMESPACE, OWN_NAMESPACE, type Deed, type Person } from "./people";

/** A deed and everyone who may do it: nobody else may. */
export interface AllowedDeed extends Deed {
  readonly by: readonly Person[];
}

const own = { namespace: OWN_NAMESPACE };
const other = { namespace: OTHER_NAMESPACE };
const platform = { namespace: "kube-system" };

const ADMINISTRATORS: readonly Person[] = ["system", "audit", "security"];

/** What is done with a cluster, and by whom. */
export const DEEDS: readonly AllowedDeed[] = [
  // An application, by those whose it is.
  { verb: "create", resource: "deployments.apps", ...own, by: ["vendor"] },
  { verb: "patch", resource: "deployments.apps", ...own, by: ["vendor"] },
  { verb: "create", resource: "pods", ...own, by: ["vendor"] },
  { verb: "get", resource: "secrets", ...own, by: ["vendor"] },
  { verb: "update", resource: "configmaps", ...own, by: ["vendor"] },
  { verb: "create", resource: "pods/exec", ...own, by: ["vendor"] },
  { verb: "create", resource: "pods/portforward", ...own, by: ["vendor"] },
  { verb: "list", resource: "pods", ...own, by: [...ADMINISTRATORS, "vendor"] },
  { verb: "get", resource: "pods/log", ...own, by: ["system", "vendor"] },
  { verb: "list", resource: "events", ...own, by: [...ADMINISTRATORS, "vendor"] },

  // The bounds of an application, by nobody: Terraform keeps them.
  { verb: "update", resource: "resourcequotas", ...own, by: [] },
  { verb: "delete", resource: "limitranges", ...own, by: [] },
  { verb: "patch", resource: "namespaces", ...own, by: [] },
  { verb: "create", resource: "httproutes.gateway.networking.k8s.io", ...own, by: [] },
  { verb: "create", resource: "serviceaccounts/token", ...own, by: [] },
  { verb: "create", resource: "roles.rbac.authorization.k8s.io", ...own, by: [] },
  { verb: "get", resource: "resourcequotas", ...own, by: ["system", "audit", "vendor"] },
  { verb: "get", resource: "networkpolicies.networking.k8s.io", ...own, by: [...ADMINISTRATORS, "vendor"] },

  // What is not the vendor's.
  { verb: "list", resource: "pods", ...other, by: ADMINISTRATORS },
  { verb: "get", resource: "secrets", ...other, by: [] },
  { verb: "create", resource: "deployments.apps", ...other, by: [] },
  { verb: "create", resource: "pods/exec", ...other, by: [] },
  { verb: "list", resource: "pods", ...platform, by: ADMINISTRATORS },
  { verb: "get", resource: "secrets", ...platform, by: [] },
  { verb: "list", resource: "pods", by: ADMINISTRATORS },
  { verb: "list", resource: "namespaces", by: ADMINISTRATORS },
  { verb: "list", resource: "secrets", by: [] },

  // The cluster, by the system administrators.
  { verb: "patch", resource: "nodes", by: ["system"] },
  { verb: "delete", resource: "nodes", by: ["system"] },
  { verb: "create", resource: "pods/eviction", ...own, by: ["system", "vendor"] },
  { verb: "create", resource: "pods/eviction", ...other, by: ["system"] },
  { verb: "delete", resource: "pods", ...platform, by: ["system"] },
  { verb: "patch", resource: "deployments.apps/scale", ...other, by: ["system"] },
  { verb: "list", resource: "nodes", by: ADMINISTRATORS },
  { verb: "list", resource: "persistentvolumes", by: ["system", "audit"] },

  // Access and policies, by the security administrators, and seen by the auditors.
  { verb: "update", resource: "validatingadmissionpolicies.admissionregistration.k8s.io", by: ["security"] },
  { verb: "create", resource: "mutatingwebhookconfigurations.admissionregistration.k8s.io", by: [] },
  {
    verb: "list",
    resource: "mutatingwebhookconfigurations.admissionregistration.k8s.io",
    by: ["audit", "security"],
  },
  { verb: "delete", resource: "networkpolicies.networking.k8s.io", ...other, by: ["security"] },
  { verb: "delete", resource: "rolebindings.rbac.authorization.k8s.io", ...other, by: ["security"] },
  { verb: "list", resource: "rolebindings.rbac.authorization.k8s.io", by: ["audit", "security"] },
  { verb: "list", resource: "clusterroles.rbac.authorization.k8s.io", by: ["audit", "security"] },
  {
    verb: "list",
    resource: "validatingadmissionpolicies.admissionregistration.k8s.io",
    by: ["audit", "security"],
  },

  // What add-ons do for an application: its vendor has secrets copied, from the store and by the scalers that Terraform gives it.
  { verb: "create", resource: "externalsecrets.external-secrets.io", ...own, by: ["vendor"] },
  { verb: "create", resource: "externalsecrets.external-secrets.io", ...other, by: [] },
  { verb: "create", resource: "secretstores.external-secrets.io", ...own, by: [] },
  { verb: "update", resource: "scaledobjects.keda.sh", ...own, by: [] },
  { verb: "list", resource: "scaledobjects.keda.sh", ...own, by: [...ADMINISTRATORS, "vendor"] },
  { verb: "list", resource: "backups.velero.io", namespace: "velero", by: ["system", "audit"] },
  { verb: "create", resource: "restores.velero.io", namespace: "velero", by: [] },

  // The programs that upgrade nodes are root there: nobody but Terraform has them started.
  { verb: "create", resource: "jobs.batch", namespace: "system-upgrade", by: [] },
  { verb: "update", resource: "plans.upgrade.cattle.io", namespace: "system-upgrade", by: [] },

  // Rights, by nobody: a change of the YAML gives them, after a review.
  { verb: "create", resource: "rolebindings.rbac.authorization.k8s.io", ...own, by: [] },
  { verb: "create", resource: "clusterrolebindings.rbac.authorization.k8s.io", by: [] },
  { verb: "update", resource: "clusterroles.rbac.authorization.k8s.io", by: [] },
  { verb: "bind", resource: "clusterroles.rbac.authorization.k8s.io", by: [] },
  { verb: "escalate", resource: "clusterroles.rbac.authorization.k8s.io", by: [] },
  { verb: "impersonate", resource: "users", by: [] },
  { verb: "*", resource: "*", by: [] },
  { verb: "*", resource: "*", ...own, by: [] },
];
