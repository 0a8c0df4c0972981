import { readFileSync } from "node:fs";
import { join } from "node:path";
import { recordedRows } from "../report";
import { runChild, type ChildProps } from "./child";
import { readEnvironmentFile } from "./environment-file";
import type { AcceptanceHome } from "./home";
import { testbedScript, type Lane, type TestbedScript } from "./lanes";
import { endProcessesWith } from "./processes";
import { NOTHING_RAN, readTestResults, type TestResults } from "./test-results";

/** The command that runs a lane's tests and writes what jest's `--json` would to a file. */
export type TestCommand = (lane: Lane, resultsFile: string) => ChildProps["command"];

export interface LaneRunProps {
  readonly lane: Lane;
  readonly home: AcceptanceHome;
  readonly testCommand: TestCommand;
  readonly isFull: boolean;
  /** Takes the lane down wherever it is. */
  readonly signal: AbortSignal;
  /** Says what begins. */
  readonly onStep: (text: string) => void;
}

export interface LaneOutcome {
  readonly lane: string;
  /** Wall seconds of each step that was taken. */
  readonly seconds: Readonly<Partial<Record<Step, number>>>;
  readonly rows: ReturnType<typeof recordedRows>;
  readonly results: TestResults;
  /** Why the lane has not passed; empty when it has. */
  readonly problems: readonly string[];
}

export type Step = "build" | "up" | "tests" | "down";

const SCRIPTS: Readonly<Record<Exclude<Step, "tests">, TestbedScript>> = {
  build: "build.sh",
  up: "up.sh",
  down: "down.sh",
};

/** Builds what a lane needs, brings it up, runs its tests and takes it down, whatever happened before. */
export async function runLane(props: LaneRunProps): Promise<LaneOutcome> {
  return new LaneRun(props).run();
}

class LaneRun {
  private readonly seconds: Partial<Record<Step, number>> = {};
  private readonly problems: string[] = [];
  private results = NOTHING_RAN;

  constructor(private readonly props: LaneRunProps) {}

  async run(): Promise<LaneOutcome> {
    const { lane, home } = this.props;
    home.folderOf(lane);
    if (await this.script("build")) await this.runOnTestbed();
    const rows = recordedRows(home.reportOf(lane));
    if (rows.length === 0) this.problems.push("nothing was recorded");
    const failed = rows.filter(({ verdict }) => verdict !== "pass");
    if (failed.length > 0) this.problems.push(`not passed: ${failed.map(({ stack }) => stack).join(", ")}`);
    return { lane: lane.name, seconds: this.seconds, rows, results: this.results, problems: this.problems };
  }

  private async runOnTestbed(): Promise<void> {
    try {
      if (await this.script("up")) await this.test();
    } finally {
      await endProcessesWith("TMPDIR", this.props.home.testTemporary);
      await this.takeDown();
    }
  }

  private async test(): Promise<void> {
    const { lane, home, isFull, testCommand, signal } = this.props;
    const resultsFile = home.resultsOf(lane);
    const exitCode = await this.timed("tests", {
      command: testCommand(lane, resultsFile),
      environment: home.testEnvironment(lane, readEnvironmentFile(home.variablesOf(lane)), isFull),
      signal,
    });
    this.results = readTestResults(resultsFile);
    if (exitCode === 0) return;
    const { numFailedTests: failed, numRuntimeErrorTestSuites: broken } = this.results;
    this.problems.push(
      failed + broken === 0
        ? `the tests ended with ${String(exitCode)}`
        : `${failed} tests failed, ${broken} files could not run`,
    );
  }

  /** Runs a script of the testbed, if the lane has it. @returns whether the lane can go on. */
  private async script(step: "build" | "up"): Promise<boolean> {
    const { lane, home, signal } = this.props;
    const path = testbedScript(lane, SCRIPTS[step]);
    if (path === undefined) return true;
    const exitCode = await this.timed(step, {
      command: ["bash", path],
      environment: home.testbedEnvironment(),
      signal,
    });
    if (exitCode !== 0) this.problems.push(`${SCRIPTS[step]} failed with exit code ${String(exitCode)}`);
    return exitCode === 0;
  }

  /** No signal reaches this step. Its words go to a file: the terminal may be gone. */
  private async takeDown(): Promise<void> {
    const { lane, home } = this.props;
    const path = testbedScript(lane, SCRIPTS.down);
    if (path === undefined) return;
    const log = join(home.folderOf(lane), "..", `${lane.name}.down.log`);
    const exitCode = await this.timed("down", {
      command: ["bash", path],
      environment: home.testbedEnvironment(),
      log,
    });
    if (exitCode === 0) return;
    this.problems.push(`${SCRIPTS.down} failed with exit code ${String(exitCode)}`);
    this.props.onStep(readFileSync(log, "utf8"));
  }

  private async timed(step: Step, child: ChildProps): Promise<number | null> {
    this.props.onStep(`${this.props.lane.name}: ${step}`);
    const start = performance.now();
    try {
      return await runChild(child);
    } finally {
      this.seconds[step] = (performance.now() - start) / 1000;
    }
  }
}
