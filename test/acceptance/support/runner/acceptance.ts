import { AcceptanceHome, HOME_VARIABLE } from "./home";
import { runLane, type LaneOutcome, type TestCommand } from "./lane-run";
import type { Lane } from "./lanes";
import { describeProcess, endProcessesWith, remainingProcesses } from "./processes";

export interface AcceptanceProps {
  readonly lanes: readonly Lane[];
  readonly testCommand: TestCommand;
  /** Whether the long form was asked for. */
  readonly isFull: boolean;
  readonly environment: NodeJS.ProcessEnv;
  /** Takes everything down. */
  readonly signal: AbortSignal;
  /** Says what begins. */
  readonly onStep: (text: string) => void;
}

/** Programs that were told to end may need this long. */
const GRACE_MILLISECONDS = 5_000;

/**
 * Runs lanes one after the other; one that fails does not keep the next from running. No process and no file of the run is
 * left afterwards, and a process that a lane left behind is one of its problems.
 */
export async function runAcceptance(props: AcceptanceProps): Promise<LaneOutcome[]> {
  const home = new AcceptanceHome(props.environment);
  try {
    const outcomes: LaneOutcome[] = [];
    for (const lane of props.lanes) {
      const outcome = await runLane({ ...props, lane, home });
      const problems = [...outcome.problems, ...(await leftBehind(home))];
      outcomes.push({ ...outcome, problems });
    }
    return outcomes;
  } finally {
    await endProcessesWith(HOME_VARIABLE, home.path);
    home.remove();
  }
}

/** Ends what is still running, so that it does not disturb the next lane. @returns what was found. */
async function leftBehind(home: AcceptanceHome): Promise<string[]> {
  const left = await remainingProcesses(HOME_VARIABLE, home.path, GRACE_MILLISECONDS);
  await endProcessesWith(HOME_VARIABLE, home.path);
  return left.map((process) => `left running: ${describeProcess(process)}`);
}
