import { explain } from "../analysis/isolation/explanation/explain";
import { placeMatrix, zoneMatrix } from "../analysis/isolation/explanation/matrix";
import { analyseSubject, readSubject } from "../app/isolation-subject";
import type { Format, Formatted } from "../report/formats";
import { explanationFormats, isolationFormats, matrixFormats } from "../report/isolation-formats";

export interface IsolationOptions {
  readonly format: Format;
}

export interface SubjectOptions extends IsolationOptions {
  /** The environment that declares what is meant by Terraform that is named by its path. */
  readonly declared?: string;
}

export interface MatrixOptions extends SubjectOptions {
  readonly full?: true;
}

/** Judges what was synthesized or planned. Returns the exit code: 0 without a violation, else 1. */
export function isolation(subject: string, options: SubjectOptions): number {
  const result = analyseSubject(readSubject(subject, options.declared));
  print(options, isolationFormats(result.title, result));
  return result.violations.length === 0 ? 0 : 1;
}

/** Tells why something passes or what stops it. Returns the exit code: 0 when it passes, else 1. */
export function explainPath(
  subject: string,
  source: string,
  destination: string,
  port: string,
  options: SubjectOptions,
): number {
  const { intent, ...reachability } = analyseSubject(readSubject(subject, options.declared));
  const explanation = explain(reachability, intent, source, destination, port);
  print(options, explanationFormats(explanation));
  return explanation.ways.length > 0 ? 0 : 1;
}

/** Prints what passes directly: zone by zone, or place by place, which is all that there is where no zones are declared. */
export function matrix(subject: string, { full, ...options }: MatrixOptions): number {
  const { intent, isDeclared, ...reachability } = analyseSubject(readSubject(subject, options.declared));
  const cells = full || !isDeclared ? placeMatrix(reachability, intent) : zoneMatrix(reachability.paths, intent);
  print(options, matrixFormats(cells));
  return 0;
}

/** Prints a report as it was asked for. */
export function print({ format }: IsolationOptions, report: Formatted): void {
  process.stdout.write(report[format]());
}
