import type { Resource } from "../../terraform/configuration";

/** What lint looks for. */
export const FINDING_KINDS = [
  "overlapping-cidrs",
  "shadowed-rule",
  "unneeded-rule",
  "unused-security-group",
  "listener-without-members",
  "route-to-nowhere",
  "asymmetric-route",
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

/** A resource in a finding, with the line that asked for it. */
export interface LintedResource {
  readonly stack: string;
  readonly address: string;
  /** `file:line:column` in the environment's YAML. Undefined when the resource is not in the provenance file. */
  readonly source: string | undefined;
}

/** Something that opens nothing undeclared and yet is not as it was meant. */
export interface Finding extends LintedResource {
  readonly kind: FindingKind;
  /** What is wrong, as a sentence without the resource's own name. */
  readonly sentence: string;
  /** The other resource that makes it so: the rule that shadows, the subnet that has the same addresses. */
  readonly because: LintedResource | undefined;
}

/** What a check says of a resource, before its line is looked up. */
export interface Remark {
  readonly origin: Resource;
  readonly sentence: string;
  /** @default no other resource */
  readonly because?: Resource;
}
