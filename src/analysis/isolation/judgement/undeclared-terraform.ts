import type { ViolationKind } from "./violation";

/** What is wrong whatever was meant: a namespace that denies nothing by default. */
const HOLDS_UNDECLARED: ReadonlySet<ViolationKind> = new Set(["undenied"]);

/** Whether a violation is one too where nobody declared anything; the others are held against declared flows and zones. */
export function holdsUndeclared(kind: ViolationKind): boolean {
  return HOLDS_UNDECLARED.has(kind);
}
