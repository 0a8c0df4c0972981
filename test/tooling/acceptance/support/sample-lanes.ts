import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { LaneOutcome } from "../../../acceptance/support/runner/lane-run";
import { processesWith } from "../../../acceptance/support/runner/processes";
import { runSampleLanes } from "./run-sample-lanes";

/** What a lane's scripts do, by their path in its folder. */
export type LaneScripts = Readonly<Record<string, string>>;

/** How a run ended that a signal interrupted. */
export interface InterruptedRun {
  readonly exitCode: number | null;
  readonly errors: string;
}

export interface SampleRun {
  readonly outcomes: readonly LaneOutcome[];
  /** What was begun, such as `sample: up`. */
  readonly steps: readonly string[];
}

/** Jest's results of so many tests, as a shell command that writes them to the file that `$1` names. */
export function writeResults(passed: number, failed = 0): string {
  const results = {
    numTotalTests: passed + failed,
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 0,
    numTotalTestSuites: 1,
    numPassedTestSuites: failed === 0 ? 1 : 0,
    numFailedTestSuites: failed === 0 ? 0 : 1,
    numRuntimeErrorTestSuites: 0,
    success: failed === 0,
    testResults: [],
  };
  return `echo '${JSON.stringify(results)}' > "$1"`;
}

/** Adds a row to the report, as a shell command. */
export function recordVerdict(verdict: string): string {
  return `echo '${JSON.stringify({ stack: "sample", verdict })}' >> "$HEALTH_CLOUD_ACCEPTANCE_REPORT"`;
}

/** Small lanes whose scripts are a test's own. */
export class SampleLanes {
  private readonly root = mkdtempSync(join(tmpdir(), "hc-lanes-"));
  private readonly lanes = join(this.root, "lanes");
  private readonly temporary = join(this.root, "tmp");

  constructor(lanes: Readonly<Record<string, LaneScripts>>) {
    mkdirSync(this.temporary);
    for (const [name, scripts] of Object.entries(lanes)) {
      for (const [path, script] of Object.entries(scripts)) this.write(join(this.lanes, name, path), script);
    }
  }

  /** What a script wrote to `$NOTES/<name>`; undefined when none did. */
  note(name: string): string | undefined {
    const file = join(this.root, name);
    return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
  }

  /** Runs all lanes to their end. */
  async run(): Promise<SampleRun> {
    const steps: string[] = [];
    const outcomes = await runSampleLanes({
      folder: this.lanes,
      environment: this.environment,
      signal: new AbortController().signal,
      onStep: (text) => steps.push(text),
    });
    return { outcomes, steps };
  }

  /** Runs the lanes in a process of their own, and sends it alone a signal once a script has written a note. */
  async interrupt(note: string, signal: NodeJS.Signals): Promise<InterruptedRun> {
    const program = join(__dirname, "run-lanes.ts");
    const child = spawn(process.execPath, ["--import", "tsx", program, this.lanes], {
      env: { ...this.environment, TMPDIR: this.temporary },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (part: Buffer) => (errors += part.toString()));
    const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
    while (this.note(note) === undefined && child.exitCode === null) await sleep(20);
    child.kill(signal);
    return { exitCode: await closed, errors };
  }

  /** Files in the folder for temporary ones, and processes of the scripts. */
  leftovers(): string[] {
    const processes = processesWith("NOTES", this.root);
    // What tsx keeps for its next start is not the run's.
    const files = readdirSync(this.temporary).filter((name) => name.startsWith("health-cloud-"));
    return [...files, ...processes.map(({ command }) => command)];
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private get environment(): NodeJS.ProcessEnv {
    return { ...process.env, NOTES: this.root };
  }

  private write(path: string, script: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, script);
  }
}
