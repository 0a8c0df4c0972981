import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";

/** How long a program may take to end by itself after an abort. */
const PATIENCE_MILLISECONDS = 10_000;

export interface ChildProps {
  readonly command: readonly [file: string, ...words: string[]];
  readonly environment: NodeJS.ProcessEnv;
  /**
   * A file for what the program says.
   * @default this process's own output
   */
  readonly log?: string;
  /**
   * Ends the program, and every program that it started.
   * @default never
   */
  readonly signal?: AbortSignal;
}

/**
 * Runs a program to its end in a process group of its own, so that Ctrl-C reaches it only through `signal`.
 * @returns its exit code; null when a signal ended it.
 * @throws the signal's reason after an abort, once the program is gone; Error when it cannot be started.
 */
export async function runChild({ command, environment, log, signal }: ChildProps): Promise<number | null> {
  signal?.throwIfAborted();
  const [file, ...words] = command;
  const output = log === undefined ? "inherit" : openSync(log, "a");
  try {
    const child = spawn(file, words, { env: environment, detached: true, stdio: ["ignore", output, output] });
    let deadline: NodeJS.Timeout | undefined;
    const stop = () => {
      signalGroup(child.pid, "SIGTERM");
      deadline = setTimeout(() => {
        signalGroup(child.pid, "SIGKILL");
      }, PATIENCE_MILLISECONDS);
    };
    signal?.addEventListener("abort", stop, { once: true });
    try {
      await once(child, "exit");
    } finally {
      clearTimeout(deadline);
      signal?.removeEventListener("abort", stop);
    }
    signal?.throwIfAborted();
    return child.exitCode;
  } finally {
    if (output !== "inherit") closeSync(output);
  }
}

function signalGroup(leader: number | undefined, name: NodeJS.Signals): void {
  if (leader !== undefined) signalProcess(-leader, name);
}

/** Sends a signal to a process, or with a negative id to a group, unless it has ended. */
export function signalProcess(id: number, name: NodeJS.Signals): void {
  try {
    process.kill(id, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
