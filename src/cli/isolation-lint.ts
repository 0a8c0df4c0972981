import { lint } from "../analysis/lint/lint";
import { readSynthesized } from "../app/isolation";
import { lintFormats } from "../report/isolation-lint";
import { print, type IsolationOptions } from "./isolation";

/** Lints what was synthesized. Returns the exit code: 0 without a finding, else 1. */
export function isolationLint(environment: string, options: IsolationOptions): number {
  const { files, intent } = readSynthesized(environment);
  const result = lint(files, intent);
  print(options, lintFormats(environment, result));
  return result.findings.length === 0 ? 0 : 1;
}
