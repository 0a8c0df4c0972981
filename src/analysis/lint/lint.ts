import { Configuration, type ReadableStack, type Resource } from "../../terraform/configuration";
import type { Intent } from "../isolation/judgement/intent";
import type { NotUnderstood } from "../isolation/model/arguments";
import { asymmetricRoutes } from "./asymmetric-routes";
import { FINDING_KINDS, type Finding, type FindingKind, type LintedResource, type Remark } from "./finding";
import { listenersWithoutMembers } from "./listeners-without-members";
import { routeTables } from "./outgoing-routes";
import { overlappingCidrs } from "./overlapping-cidrs";
import { routesToNowhere } from "./routes-to-nowhere";
import { shadowedRules } from "./shadowed-rules";
import { LintSubject } from "./subject";
import { unneededRules } from "./unneeded-rules";
import { unusedSecurityGroups } from "./unused-security-groups";

/** What lint found. */
export interface LintResult {
  readonly findings: readonly Finding[];
  /** What was not read, so that nothing is found about it. */
  readonly notUnderstood: readonly NotUnderstood[];
}

/** Looks in the Terraform for what opens nothing undeclared and yet is too much, or leads nowhere. */
export function lint(files: readonly ReadableStack[], intent: Intent): LintResult {
  const subject = new LintSubject(new Configuration(files), intent);
  const tables = routeTables(subject);
  const remarks: Readonly<Record<FindingKind, readonly Remark[]>> = {
    "overlapping-cidrs": overlappingCidrs(subject, tables),
    "shadowed-rule": shadowedRules(subject),
    "unneeded-rule": unneededRules(subject),
    "unused-security-group": unusedSecurityGroups(subject),
    "listener-without-members": listenersWithoutMembers(subject),
    "route-to-nowhere": routesToNowhere(subject, tables),
    "asymmetric-route": asymmetricRoutes(subject, tables),
  };
  const linted = ({ stack, address }: Resource): LintedResource => ({
    stack,
    address,
    source: intent.sourceOf(stack, address),
  });
  const findings = FINDING_KINDS.flatMap((kind) =>
    remarks[kind].map(({ origin, sentence, because }) => ({
      kind,
      ...linted(origin),
      sentence,
      because: because && linted(because),
    })),
  );
  return { findings, notUnderstood: subject.notUnderstood };
}
