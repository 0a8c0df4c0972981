import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { Interrupted, interruptible } from "../../src/cli/interruptible";
import { runAcceptance } from "./support/runner/acceptance";
import type { TestCommand } from "./support/runner/lane-run";
import { selectLanes } from "./support/runner/lanes";
import { hasPassed, renderSummary } from "./support/runner/summary";
import { mergeTestResults, writeTestResults } from "./support/runner/test-results";

interface Options {
  readonly full?: true;
  readonly json?: string;
  readonly parallelism: number;
}

/** One lane waits for the cloud most of the time, the others keep the processors busy. */
const PARALLELISM = 2;

const jestOnLane: TestCommand = ({ folder }, resultsFile) => [
  process.execPath,
  require.resolve("jest/bin/jest"),
  "--config=jest.acceptance.config.js",
  "--json",
  `--outputFile=${resultsFile}`,
  // The slash keeps a lane apart from another whose name begins with its own.
  `--testPathPatterns=${folder}/`,
];

async function run(names: readonly string[], { full, json, parallelism }: Options): Promise<void> {
  const lanes = selectLanes(join("test", "acceptance"), names);
  await interruptible(async (signal) => {
    const outcomes = await runAcceptance({
      lanes,
      testCommand: jestOnLane,
      isFull: full === true,
      parallelism,
      environment: process.env,
      signal,
      onStep: (text) => process.stderr.write(`${text}\n`),
    });
    if (json !== undefined) writeTestResults(json, mergeTestResults(outcomes.map(({ results }) => results)));
    process.stdout.write(`\n${renderSummary(outcomes)}`);
    process.exitCode = hasPassed(outcomes) ? 0 : 1;
  });
}

function laneCount(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError("expected a number of lanes such as 1");
}

// Whoever closed the terminal reads no more, and what runs has to be taken down nevertheless.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

new Command("acceptance")
  .description("Run the acceptance tests on real APIs, which are started and taken down.")
  .argument("[lane...]", "folders of test/acceptance; default: all")
  .option("--full", "the long form: larger samples")
  .option("--parallelism <lanes>", "how many lanes run at once", laneCount, PARALLELISM)
  .option("--json <file>", "write the results of all tests as jest's --json does")
  .showHelpAfterError()
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof Interrupted ? error.exitCode : 1;
  });
