/** Arguments that Terraform itself takes in every resource. */
export const META_ARGUMENTS: ReadonlySet<string> = new Set([
  "//",
  "provider",
  "depends_on",
  "count",
  "for_each",
  "lifecycle",
  "provisioner",
  "connection",
]);
