import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

const count = z.number().int();

const testResults = z.looseObject({
  numTotalTests: count,
  numPassedTests: count,
  numFailedTests: count,
  numPendingTests: count,
  numTotalTestSuites: count,
  numPassedTestSuites: count,
  numFailedTestSuites: count,
  numRuntimeErrorTestSuites: count,
  success: z.boolean(),
  testResults: z.array(z.unknown()),
});

/** What jest's `--json` says of a run; more stands in it than is named here. */
export type TestResults = z.output<typeof testResults>;

/** A lane in which no test could run counts as one suite that cannot. */
export const NOTHING_RAN: TestResults = {
  numTotalTests: 0,
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTotalTestSuites: 1,
  numPassedTestSuites: 0,
  numFailedTestSuites: 0,
  numRuntimeErrorTestSuites: 1,
  success: false,
  testResults: [],
};

/** Reads what jest has written; a jest that ended before it could write ran nothing. */
export function readTestResults(file: string): TestResults {
  return existsSync(file) ? testResults.parse(JSON.parse(readFileSync(file, "utf8"))) : NOTHING_RAN;
}

/** The results of several runs as those of one. */
export function mergeTestResults(all: readonly TestResults[]): TestResults {
  const sum = (of: (results: TestResults) => number) => all.reduce((total, each) => total + of(each), 0);
  return {
    numTotalTests: sum((each) => each.numTotalTests),
    numPassedTests: sum((each) => each.numPassedTests),
    numFailedTests: sum((each) => each.numFailedTests),
    numPendingTests: sum((each) => each.numPendingTests),
    numTotalTestSuites: sum((each) => each.numTotalTestSuites),
    numPassedTestSuites: sum((each) => each.numPassedTestSuites),
    numFailedTestSuites: sum((each) => each.numFailedTestSuites),
    numRuntimeErrorTestSuites: sum((each) => each.numRuntimeErrorTestSuites),
    success: all.every(({ success }) => success),
    testResults: all.flatMap((each) => each.testResults),
  };
}

/** Writes results where `jest --json --outputFile` would have written them. */
export function writeTestResults(file: string, results: TestResults): void {
  writeFileSync(file, `${JSON.stringify(results)}\n`);
}
