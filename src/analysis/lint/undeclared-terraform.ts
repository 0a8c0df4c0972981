import type { FindingKind } from "./finding";

/** What is told by declared flows and zones: which rules are needed, and what stands at the far end of a line. */
const NEEDS_DECLARATIONS: ReadonlySet<FindingKind> = new Set(["unneeded-rule", "route-to-nowhere"]);

/** Whether a finding is one too where nobody declared anything. */
export function isFoundUndeclared(kind: FindingKind): boolean {
  return !NEEDS_DECLARATIONS.has(kind);
}
