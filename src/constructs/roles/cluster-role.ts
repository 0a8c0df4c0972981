import { ClusterRoleV1 } from "@cdktf/provider-kubernetes/lib/cluster-role-v1";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { MANAGED_BY_TERRAFORM } from "../services/labels";
import { terraformLiteral } from "../services/terraform-literal";
import type { RoleDefinition } from "./role-definitions";

const API_GROUP = "rbac.authorization.k8s.io";

/** A role as a ClusterRole: bound in a namespace it holds there alone. */
export function clusterRole(
  scope: Construct,
  id: string,
  { name, permissions }: RoleDefinition,
  dependsOn: readonly ITerraformDependable[] = [],
): ClusterRoleV1 {
  return new ClusterRoleV1(scope, id, {
    metadata: { name, labels: { ...MANAGED_BY_TERRAFORM } },
    rule: permissions.map(({ apiGroup, resources, verbs }) => ({
      apiGroups: [apiGroup],
      resources: [...resources],
      verbs: [...verbs],
    })),
    ...(dependsOn.length > 0 && { dependsOn: [...dependsOn] }),
  });
}

/** How a binding names a ClusterRole. */
export function roleReference(name: string) {
  return { apiGroup: API_GROUP, kind: "ClusterRole", name };
}

/** How a binding names a group of the identity provider. */
export function groupSubject(group: string) {
  return { apiGroup: API_GROUP, kind: "Group", name: terraformLiteral(group) };
}
