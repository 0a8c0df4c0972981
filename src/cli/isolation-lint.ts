import { lintSubject, readSubject } from "../app/isolation-subject";
import { lintFormats } from "../report/isolation-lint";
import { print, type SubjectOptions } from "./isolation";

/** Lints what was synthesized or planned. Returns the exit code: 0 without a finding, else 1. */
export function isolationLint(subject: string, options: SubjectOptions): number {
  const result = lintSubject(readSubject(subject, options.declared));
  print(options, lintFormats(subject, result));
  return result.findings.length === 0 ? 0 : 1;
}
