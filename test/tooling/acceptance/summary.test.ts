import type { LaneOutcome } from "../../acceptance/support/runner/lane-run";
import { hasPassed, renderSummary } from "../../acceptance/support/runner/summary";
import { mergeTestResults, NOTHING_RAN, type TestResults } from "../../acceptance/support/runner/test-results";

const passed: TestResults = {
  ...NOTHING_RAN,
  numTotalTests: 4,
  numPassedTests: 4,
  numPassedTestSuites: 1,
  numRuntimeErrorTestSuites: 0,
  success: true,
  testResults: [{ name: "network.test.ts" }],
};

const outcome: LaneOutcome = {
  lane: "openstack",
  seconds: { build: 0.04, up: 61.25, tests: 300, down: 9 },
  rows: [
    {
      stack: "dev-chutian-network",
      resources: 120,
      applySeconds: 80.04,
      planSeconds: 12,
      destroySeconds: 41.96,
      providers: { tls: "simulated", openstack: "real", random: "simulated" },
      verdict: "pass",
    },
  ],
  results: passed,
  problems: [],
};

describe("the summary of a run", () => {
  it("is two tables in Markdown: what was deployed, and what each lane took", () => {
    expect(renderSummary([outcome])).toBe(
      [
        "| lane | stack | resources | apply s | plan s | destroy s | providers | verdict |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        "| openstack | dev-chutian-network | 120 | 80.0 | 12.0 | 42.0 | real: openstack; simulated: random, tls | pass |",
        "",
        "| lane | build s | up s | tests s | down s | tests passed | tests failed | verdict |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        "| openstack | 0.0 | 61.3 | 300.0 | 9.0 | 4 | 0 | pass |",
        "",
      ].join("\n"),
    );
  });

  it("leaves empty what was not measured, and keeps a verdict in its cell", () => {
    const row = { stack: "faults", providers: {}, verdict: "expected 1 | got 2\nwith more" };
    expect(renderSummary([{ ...outcome, rows: [row], problems: ["not passed: faults"] }])).toContain(
      "| openstack | faults |  |  |  |  |  | expected 1 \\| got 2<br>with more |\n",
    );
  });

  it("says that a run has passed only when every lane has", () => {
    expect(hasPassed([outcome, outcome])).toBe(true);
    expect(hasPassed([outcome, { ...outcome, problems: ["nothing was recorded"] }])).toBe(false);
  });
});

describe("the results of several lanes", () => {
  it("are merged into one, in which a lane without tests is a suite that could not run", () => {
    expect(mergeTestResults([passed, NOTHING_RAN])).toEqual({
      numTotalTests: 4,
      numPassedTests: 4,
      numFailedTests: 0,
      numPendingTests: 0,
      numTotalTestSuites: 2,
      numPassedTestSuites: 1,
      numFailedTestSuites: 0,
      numRuntimeErrorTestSuites: 1,
      success: false,
      testResults: [{ name: "network.test.ts" }],
    });
  });
});
