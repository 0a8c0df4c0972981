/** Keys of this platform's own labels and annotations. */
export const PLATFORM_KEYS = {
  zone: "health-cloud/zone",
  vendor: "health-cloud/vendor",
  owner: "health-cloud/owner",
  dataClass: "health-cloud/data-class",
  host: "health-cloud/host",
  pool: "health-cloud/pool",
} as const;

const MAXIMUM_LABEL_LENGTH = 63;

/** On everything that Terraform puts into a cluster, for people who meet it there. */
export const MANAGED_BY_TERRAFORM = {
  "app.kubernetes.io/managed-by": "terraform",
  "app.kubernetes.io/part-of": "health-cloud",
} as const;

/** The label by which everything finds a service's pods. A Deployment's selector never changes: this one is for good. */
export function podSelector(service: string): Readonly<Record<string, string>> {
  return { "app.kubernetes.io/name": service };
}

/**
 * An owner's e-mail address as a label's value, which takes letters, digits, `-`, `_` and `.` only, and 63 of them. The
 * address as written stands beside it, in the annotation of the same key.
 */
export function ownerLabel(email: string): string {
  return email
    .replace("@", "_at_")
    .replaceAll(/[^A-Za-z0-9._-]/g, "-")
    .slice(0, MAXIMUM_LABEL_LENGTH)
    .replace(/^[^A-Za-z0-9]+/, "")
    .replace(/[^A-Za-z0-9]+$/, "");
}
