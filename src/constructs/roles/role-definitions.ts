import type { EnvironmentSpecification } from "../../environment/schema/environment";
import { permissions, read, rule, type Permission } from "./permission";
import {
  ACCESS,
  ADMISSION_POLICIES,
  ADMISSION_WEBHOOKS,
  APPLICATION_ADD_ONS,
  BOUNDS,
  CERTIFICATES,
  CLUSTER,
  CLUSTER_ADD_ONS,
  NETWORKING,
  SECRET_COPIES,
  WORKLOADS,
  WORKLOAD_STATES,
} from "./resource-groups";

/** The three administrators that GB/T 22239-2019 (8.1.5.1 to 8.1.5.3) keeps apart. */
export type Administrator = keyof EnvironmentSpecification["administrators"];

/** What a group of people may do. */
export interface RoleDefinition {
  /** Name of the ClusterRole: kept for good, since a binding never changes the role that it names. */
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/** What runs in a cluster, how it is reached, and what add-ons do for it: every administrator sees it. */
const SEES_APPLICATIONS: readonly Permission[] = [
  WORKLOADS,
  WORKLOAD_STATES,
  NETWORKING,
  CERTIFICATES,
  SECRET_COPIES,
  APPLICATION_ADD_ONS,
].flatMap((groups) => read(groups));

const SEES_CLUSTER: readonly Permission[] = [CLUSTER, CLUSTER_ADD_ONS].flatMap((groups) => read(groups));

/**
 * Each administrator sees what the work needs and writes what neither of the others writes. None reads Secrets, runs a
 * program in a pod, changes what runs, or gives rights: Terraform does, after a review of the YAML.
 */
export const ADMINISTRATOR_ROLES: Readonly<Record<Administrator, RoleDefinition>> = {
  system: {
    name: "health-cloud-system-administrator",
    permissions: [
      ...SEES_APPLICATIONS,
      ...SEES_CLUSTER,
      ...permissions({ "": ["pods/log"] }, ["get"]),
      // To empty a node for maintenance and take it back, and to start a pod that hangs anew.
      ...permissions({ "": ["nodes"] }, ["patch", "delete"]),
      ...permissions({ "": ["pods/eviction"] }, ["create"]),
      ...permissions({ "": ["pods"] }, ["delete"]),
      ...permissions({ apps: ["deployments/scale", "statefulsets/scale"] }, ["get", "update", "patch"]),
    ],
  },
  audit: {
    name: "health-cloud-audit-administrator",
    permissions: [
      ...SEES_APPLICATIONS,
      ...SEES_CLUSTER,
      ...read(ACCESS),
      ...read(ADMISSION_POLICIES),
      ...read(ADMISSION_WEBHOOKS),
    ],
  },
  security: {
    name: "health-cloud-security-administrator",
    permissions: [
      ...SEES_APPLICATIONS,
      ...read(ACCESS),
      ...read({ "": ["nodes", "namespaces"] }),
      ...rule(ADMISSION_POLICIES),
      ...read(ADMISSION_WEBHOOKS),
      ...rule({ "networking.k8s.io": ["networkpolicies"] }),
      // To take rights away at once; what was taken comes back by Terraform, after a review.
      ...permissions({ "rbac.authorization.k8s.io": ["rolebindings"] }, ["delete"]),
    ],
  },
};

/** What a vendor's people may do in the vendor's namespaces: everything with the application, nothing with its bounds. */
export const VENDOR_ROLE: RoleDefinition = {
  name: "health-cloud-vendor",
  permissions: [
    ...rule(WORKLOADS),
    ...rule({ "": ["secrets"] }),
    ...rule(SECRET_COPIES),
    // These say where a program of the platform calls to in the vendor's name.
    ...read(APPLICATION_ADD_ONS),
    ...read(WORKLOAD_STATES),
    ...read(BOUNDS),
    ...permissions({ "": ["pods/log"] }, ["get"]),
    ...permissions({ "": ["pods/exec", "pods/attach", "pods/portforward", "pods/eviction"] }, ["create"]),
    ...permissions({ "": ["pods/ephemeralcontainers"] }, ["patch", "update"]),
    ...permissions({ apps: ["deployments/scale", "statefulsets/scale"] }, ["get", "update", "patch"]),
  ],
};
