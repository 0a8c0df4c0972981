import type { Manifest } from "../kubernetes/manifests";
import { permissions, read, type Permission } from "../roles/permission";
import { UPGRADE_CONTROLLER, UPGRADE_GROUP } from "./names";

const RBAC = { apiGroup: "rbac.authorization.k8s.io", apiVersion: "rbac.authorization.k8s.io/v1" };

/**
 * The account of the controller and of its jobs. The project's own manifest makes it the cluster's administrator; these are the
 * rights that plans and the emptying of a node need, each by its name.
 */
export function upgradeAccess(namespace: string): Manifest[] {
  const metadata = { name: UPGRADE_CONTROLLER, namespace };
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
    ...granted("ClusterRole", { name: UPGRADE_CONTROLLER }, IN_THE_CLUSTER, namespace),
    ...granted("Role", metadata, IN_THE_NAMESPACE, namespace),
  ];
}

const IN_THE_CLUSTER: readonly Permission[] = [
  ...read({ "": ["namespaces", "nodes"], batch: ["jobs"], [UPGRADE_GROUP]: ["plans"] }),
  ...permissions({ "": ["nodes"] }, ["update", "patch"]),
  ...permissions({ [UPGRADE_GROUP]: ["plans", "plans/status"] }, ["get", "update", "patch"]),
  ...permissions({ "apiextensions.k8s.io": ["customresourcedefinitions"] }, [
    ...(["get", "list", "watch"] as const),
    ...(["create", "update", "patch"] as const),
  ]),
  ...permissions({ "": ["events"] }, ["get", "create", "update", "patch"]),
  // To empty a node.
  ...permissions({ "": ["pods"] }, ["get", "list", "delete"]),
  ...permissions({ "": ["pods/eviction"] }, ["create"]),
  ...permissions({ apps: ["daemonsets", "replicasets", "statefulsets"] }, ["get", "list"]),
];

const IN_THE_NAMESPACE: readonly Permission[] = [
  ...permissions({ batch: ["jobs"] }, ["create", "update", "patch", "delete", "deletecollection"]),
  ...read({ "": ["secrets"] }),
  ...permissions({ "coordination.k8s.io": ["leases"] }, ["get", "create", "update"]),
];

function granted(
  kind: "ClusterRole" | "Role",
  metadata: { readonly name: string; readonly namespace?: string },
  rights: readonly Permission[],
  namespace: string,
): Manifest[] {
  return [
    {
      apiVersion: RBAC.apiVersion,
      kind,
      metadata: { ...metadata },
      rules: rights.map(({ apiGroup, resources, verbs }) => ({ apiGroups: [apiGroup], resources, verbs })),
    },
    {
      apiVersion: RBAC.apiVersion,
      kind: `${kind}Binding`,
      metadata: { ...metadata },
      roleRef: { apiGroup: RBAC.apiGroup, kind, name: metadata.name },
      subjects: [{ kind: "ServiceAccount", name: UPGRADE_CONTROLLER, namespace }],
    },
  ];
}
