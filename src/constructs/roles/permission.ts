/** What may be done to a resource. `*` is none of them: it would take in what a later version of Kubernetes adds. */
export type Verb = "get" | "list" | "watch" | "create" | "update" | "patch" | "delete" | "deletecollection";

/** Resources of one API group that may be used in the same ways. */
export interface Permission {
  /** Empty for Kubernetes' core. */
  readonly apiGroup: string;
  /** In the plural, each by its name, such as `pods` or `pods/log`. */
  readonly resources: readonly string[];
  readonly verbs: readonly Verb[];
}

/** Resources by API group. */
export type ResourceGroups = Readonly<Record<string, readonly string[]>>;

const READ: readonly Verb[] = ["get", "list", "watch"];
const WRITE: readonly Verb[] = ["create", "update", "patch", "delete"];

/** May see them. */
export function read(groups: ResourceGroups): Permission[] {
  return permissions(groups, READ);
}

/** May see, make, change and remove them. */
export function rule(groups: ResourceGroups): Permission[] {
  return permissions(groups, [...READ, ...WRITE]);
}

/** May do to them what the verbs say and nothing else. */
export function permissions(groups: ResourceGroups, verbs: readonly Verb[]): Permission[] {
  return Object.entries(groups).map(([apiGroup, resources]) => ({ apiGroup, resources, verbs }));
}
