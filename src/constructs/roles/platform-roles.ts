import { ClusterRoleBindingV1 } from "@cdktf/provider-kubernetes/lib/cluster-role-binding-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { EnvironmentSpecification } from "../../environment/schema/environment";
import { MANAGED_BY_TERRAFORM } from "../services/labels";
import { clusterRole, groupSubject, roleReference } from "./cluster-role";
import { ADMINISTRATOR_ROLES, VENDOR_ROLE, type Administrator } from "./role-definitions";

export interface PlatformRolesProps {
  /** For each administrator the group of the identity provider whose members are it. */
  readonly administrators: EnvironmentSpecification["administrators"];

  /** @default - nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

const ADMINISTRATORS: readonly Administrator[] = ["system", "audit", "security"];

/**
 * Who may do what in a cluster: a role for each administrator, given to its group, and the role of vendors, which each vendor
 * gets in its own namespaces.
 */
export class PlatformRoles extends Construct {
  constructor(scope: Construct, id: string, { administrators, dependsOn }: PlatformRolesProps) {
    super(scope, id);
    for (const administrator of ADMINISTRATORS) {
      const role = clusterRole(this, `${administrator}-role`, ADMINISTRATOR_ROLES[administrator], dependsOn);
      new ClusterRoleBindingV1(this, `${administrator}-binding`, {
        metadata: { name: ADMINISTRATOR_ROLES[administrator].name, labels: { ...MANAGED_BY_TERRAFORM } },
        roleRef: roleReference(role.metadata.name),
        subject: [groupSubject(administrators[administrator])],
      });
    }
    clusterRole(this, "vendor-role", VENDOR_ROLE, dependsOn);
  }
}
