import type { Isolation } from "../analysis/isolation/isolation";

/** The verdict for programs. */
export function reportIsolationJson(environment: string, { violations, notUnderstood }: Isolation): string {
  const verdict = violations.length === 0 ? "pass" : "fail";
  return `${JSON.stringify({ environment, verdict, violations, notUnderstood }, undefined, 1)}\n`;
}
