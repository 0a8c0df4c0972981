import { analyseIsolation, type Isolation } from "../analysis/isolation/isolation";
import type { Intent } from "../analysis/isolation/judgement/intent";
import { holdsUndeclared } from "../analysis/isolation/judgement/undeclared-terraform";
import { isFoundUndeclared } from "../analysis/lint/undeclared-terraform";
import { lint, type LintResult } from "../analysis/lint/lint";
import type { NotRead, ReadableStack } from "../terraform/configuration";
import { readTerraform } from "../terraform/read-terraform";
import { intentOf, NO_INTENT, OUTPUT_FOLDER, readSynthesized } from "./isolation";
import { readProvenance } from "./provenance-file";

/** What is analysed, and what was meant by it. */
export interface IsolationSubject {
  /** The environment, or the path as it was given. */
  readonly title: string;
  readonly files: readonly ReadableStack[];
  /** Files beside them that are not read. */
  readonly notRead: readonly NotRead[];
  readonly intent: Intent;
  /** Whether anything is known that was meant. Without it nothing is judged that needs a declaration. */
  readonly isDeclared: boolean;
}

/** The verdict on a subject. */
export type SubjectIsolation = Isolation & Pick<IsolationSubject, "title" | "intent" | "isDeclared">;

/**
 * Reads what a person names: an environment that was synthesized, or Terraform of any origin by its path, which has a slash in
 * it or ends with `.json`.
 *
 * @param declaredBy the environment that declares what is meant by the Terraform of a path. Default: nothing is declared.
 * @throws Error when nothing stands there, or when an environment is to be judged by another one
 */
export function readSubject(name: string, declaredBy?: string): IsolationSubject {
  if (!IS_PATH.test(name)) {
    if (declaredBy !== undefined)
      throw new Error(`${name} declares its flows itself: --declared is for Terraform by its path, such as ./${name}`);
    return { title: name, ...readSynthesized(name), notRead: [], isDeclared: true };
  }
  const intent = declaredBy === undefined ? NO_INTENT : intentOf(readProvenance(declaredBy, OUTPUT_FOLDER));
  return { title: name, ...readTerraform(name), intent, isDeclared: declaredBy !== undefined };
}

const IS_PATH = /[\\/]|\.json$/;

/** Computes what passes, and judges what can be judged. */
export function analyseSubject({ title, files, notRead, intent, isDeclared }: IsolationSubject): SubjectIsolation {
  const isolation = analyseIsolation(files, intent);
  return {
    ...isolation,
    title,
    intent,
    isDeclared,
    violations: isolation.violations.filter(({ kind }) => isDeclared || holdsUndeclared(kind)),
    notUnderstood: [...notRead, ...isolation.notUnderstood],
  };
}

/** Lints what can be linted. */
export function lintSubject({ files, notRead, intent, isDeclared }: IsolationSubject): LintResult {
  const { findings, notUnderstood } = lint(files, intent);
  return {
    findings: findings.filter(({ kind }) => isDeclared || isFoundUndeclared(kind)),
    notUnderstood: [...notRead, ...notUnderstood],
  };
}
