import { explain } from "../analysis/isolation/explanation/explain";
import { placeMatrix, zoneMatrix } from "../analysis/isolation/explanation/matrix";
import { analyseSynthesized } from "../app/isolation";
import type { Format, Formatted } from "../report/formats";
import { explanationFormats, isolationFormats, matrixFormats } from "../report/isolation-formats";

export interface IsolationOptions {
  readonly format: Format;
}

export interface MatrixOptions extends IsolationOptions {
  readonly full?: true;
}

/** Judges what was synthesized. Returns the exit code: 0 when every open path is declared, else 1. */
export function isolation(environment: string, options: IsolationOptions): number {
  const result = analyseSynthesized(environment);
  print(options, isolationFormats(environment, result));
  return result.violations.length === 0 ? 0 : 1;
}

/** Tells why something passes or what stops it. Returns the exit code: 0 when it passes, else 1. */
export function explainPath(
  environment: string,
  source: string,
  destination: string,
  port: string,
  options: IsolationOptions,
): number {
  const { intent, ...reachability } = analyseSynthesized(environment);
  const explanation = explain(reachability, intent, source, destination, port);
  print(options, explanationFormats(explanation));
  return explanation.ways.length > 0 ? 0 : 1;
}

/** Prints what passes directly, zone by zone or place by place. */
export function matrix(environment: string, { full, ...options }: MatrixOptions): number {
  const { intent, ...reachability } = analyseSynthesized(environment);
  const cells = full ? placeMatrix(reachability, intent) : zoneMatrix(reachability.paths, intent);
  print(options, matrixFormats(cells));
  return 0;
}

/** Prints a report as it was asked for. */
export function print({ format }: IsolationOptions, report: Formatted): void {
  process.stdout.write(report[format]());
}
