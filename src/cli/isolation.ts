import { isolationOf } from "../app/isolation";
import { reportIsolation } from "../report/isolation-text";
import { reportIsolationJson } from "../report/isolation-json";

export interface IsolationOptions {
  readonly format: string;
}

const FORMATS = ["text", "json"];

/** Judges what was synthesized. Returns the exit code: 0 when every open path is declared, else 1. */
export function isolation(environment: string, { format }: IsolationOptions): number {
  if (!FORMATS.includes(format)) throw new Error(`got format ${format}, expected one of ${FORMATS.join(", ")}`);
  const result = isolationOf(environment);
  process.stdout.write(
    format === "json" ? reportIsolationJson(environment, result) : reportIsolation(environment, result),
  );
  return result.violations.length === 0 ? 0 : 1;
}
