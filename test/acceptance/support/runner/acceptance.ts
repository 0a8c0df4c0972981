import { runTasks } from "../../../../src/simulation/engine/run-tasks";
import { AcceptanceHome, HOME_VARIABLE } from "./home";
import { runLane, type LaneOutcome, type TestCommand } from "./lane-run";
import type { Lane } from "./lanes";
import { describeProcess, endProcessesWith, remainingProcesses } from "./processes";

export interface AcceptanceProps {
  readonly lanes: readonly Lane[];
  readonly testCommand: TestCommand;
  /** Whether the long form was asked for. */
  readonly isFull: boolean;
  /** How many lanes run at once. A lane that waits for a cloud leaves the processors to another. */
  readonly parallelism: number;
  readonly environment: NodeJS.ProcessEnv;
  /** Takes everything down. */
  readonly signal: AbortSignal;
  /** Says what begins. */
  readonly onStep: (text: string) => void;
}

/** Programs that were told to end may need this long. */
const GRACE_MILLISECONDS = 5_000;

/**
 * Runs lanes, each in a folder of its own; one that fails does not keep the others from running. No process and no file of the
 * run is left afterwards, and a process that a lane left behind is one of its problems.
 *
 * @returns what came of them, in their order.
 * @throws the signal's reason after an abort, once everything is taken down.
 */
export async function runAcceptance(props: AcceptanceProps): Promise<LaneOutcome[]> {
  const outcomes = new Map<Lane, LaneOutcome>();
  const tasks = props.lanes.map((lane) => ({
    name: lane.name,
    after: [],
    run: async () => {
      outcomes.set(lane, await runInHome(lane, props));
    },
  }));
  const [failure] = await runTasks(tasks, props.parallelism);
  if (failure !== undefined) throw failure instanceof Error ? failure : new Error("a lane ended", { cause: failure });
  return props.lanes.flatMap((lane) => outcomes.get(lane) ?? []);
}

async function runInHome(lane: Lane, props: AcceptanceProps): Promise<LaneOutcome> {
  props.signal.throwIfAborted();
  const home = new AcceptanceHome(props.environment);
  try {
    const outcome = await runLane({ ...props, lane, home });
    return { ...outcome, problems: [...outcome.problems, ...(await leftBehind(home))] };
  } finally {
    await endProcessesWith(HOME_VARIABLE, home.path);
    home.remove();
  }
}

async function leftBehind(home: AcceptanceHome): Promise<string[]> {
  const left = await remainingProcesses(HOME_VARIABLE, home.path, GRACE_MILLISECONDS);
  return left.map((process) => `left running: ${describeProcess(process)}`);
}
