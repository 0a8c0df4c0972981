export { groupSubject, roleReference } from "./cluster-role";
export type { Permission, Verb } from "./permission";
export { PlatformRoles, type PlatformRolesProps } from "./platform-roles";
export { ADMINISTRATOR_ROLES, VENDOR_ROLE, type Administrator, type RoleDefinition } from "./role-definitions";
