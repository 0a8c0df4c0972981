import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { signalProcess } from "./child";

export interface RunningProcess {
  readonly id: number;
  /** Its command line, cut off where it becomes long. */
  readonly command: string;
}

const LONGEST_COMMAND = 120;

/** The processes that were started with a variable of this value, whoever started them and whatever their group is. */
export function processesWith(variable: string, value: string): RunningProcess[] {
  const wanted = `${variable}=${value}`;
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && readOf(entry, "environ").split("\0").includes(wanted))
    .map((entry) => ({
      id: Number(entry),
      command: readOf(entry, "cmdline").replaceAll("\0", " ").trim().slice(0, LONGEST_COMMAND),
    }));
}

/**
 * Ends every process with a variable of this value: first those that can end by themselves get the time to do so.
 * @returns the processes that were there.
 */
export async function endProcessesWith(variable: string, value: string): Promise<RunningProcess[]> {
  const found = processesWith(variable, value);
  await signalUntilGone(variable, value, "SIGTERM", 5_000);
  await signalUntilGone(variable, value, "SIGKILL", 10_000);
  const left = processesWith(variable, value);
  if (left.length > 0) throw new Error(`these processes do not end: ${left.map(describeProcess).join(", ")}`);
  return found;
}

/** Waits until no process has a variable of this value. @returns those that are still there after the time. */
export async function remainingProcesses(
  variable: string,
  value: string,
  milliseconds: number,
): Promise<RunningProcess[]> {
  const deadline = Date.now() + milliseconds;
  let left = processesWith(variable, value);
  while (left.length > 0 && Date.now() < deadline) {
    await sleep(100);
    left = processesWith(variable, value);
  }
  return left;
}

export function describeProcess({ id, command }: RunningProcess): string {
  return `${id} (${command})`;
}

async function signalUntilGone(
  variable: string,
  value: string,
  name: NodeJS.Signals,
  milliseconds: number,
): Promise<void> {
  for (const { id } of processesWith(variable, value)) signalProcess(id, name);
  await remainingProcesses(variable, value, milliseconds);
}

function readOf(process: string, file: string): string {
  try {
    return readFileSync(`/proc/${process}/${file}`, "utf8");
  } catch {
    // It has ended since, or is another user's.
    return "";
  }
}
