import { explain } from "../analysis/isolation/explanation/explain";
import { placeMatrix, zoneMatrix } from "../analysis/isolation/explanation/matrix";
import { analyseSynthesized } from "../app/isolation";
import {
  reportExplanation,
  reportExplanationJson,
  reportMatrix,
  reportMatrixJson,
} from "../report/isolation-explanation";
import { reportIsolationJson } from "../report/isolation-json";
import { reportIsolation } from "../report/isolation-text";

export interface IsolationOptions {
  readonly format: string;
}

export interface MatrixOptions extends IsolationOptions {
  readonly full?: true;
}

/** Judges what was synthesized. Returns the exit code: 0 when every open path is declared, else 1. */
export function isolation(environment: string, options: IsolationOptions): number {
  const result = analyseSynthesized(environment);
  print(options, reportIsolation(environment, result), () => reportIsolationJson(environment, result));
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
  const { paths, intent } = analyseSynthesized(environment);
  const explanation = explain(paths, intent, source, destination, port);
  print(options, reportExplanation(explanation), () => reportExplanationJson(explanation));
  return explanation.ways.length > 0 ? 0 : 1;
}

/** Prints what passes directly, zone by zone or place by place. */
export function matrix(environment: string, { full, ...options }: MatrixOptions): number {
  const { paths, intent } = analyseSynthesized(environment);
  const cells = full ? placeMatrix(paths, intent) : zoneMatrix(paths, intent);
  print(options, reportMatrix(cells), () => reportMatrixJson(cells));
  return 0;
}

function print({ format }: IsolationOptions, text: string, json: () => string): void {
  if (format !== "text" && format !== "json") throw new Error(`got format ${format}, expected text or json`);
  process.stdout.write(format === "json" ? json() : text);
}
