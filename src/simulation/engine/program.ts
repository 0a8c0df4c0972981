import { spawn } from "node:child_process";

export interface ProgramProps {
  readonly arguments: readonly string[];
  /** Working folder. */
  readonly folder: string;
  /** The whole environment of the program; see `minimalEnvironment`. */
  readonly environment: Readonly<Record<string, string>>;
  /**
   * Ends the program, and every program that it started.
   * @default never
   */
  readonly signal?: AbortSignal;
}

export interface Outcome {
  /** Null when a signal ended the program. */
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/**
 * Runs a program to its end, as the leader of a process group of its own, so that an abort leaves none of its children.
 * @throws the signal's reason after an abort, once the group is gone; Error when the program cannot be started.
 */
export async function runProgram(file: string, props: ProgramProps): Promise<Outcome> {
  const { folder, environment, signal } = props;
  signal?.throwIfAborted();
  const outcome = await new Promise<Outcome>((resolve, reject) => {
    const child = spawn(file, props.arguments, {
      cwd: folder,
      env: environment,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => output.push(part));
    child.stderr.on("data", (part: Buffer) => errors.push(part));
    const stop = () => {
      endGroup(child.pid);
    };
    signal?.addEventListener("abort", stop, { once: true });
    child.on("error", (error) => {
      signal?.removeEventListener("abort", stop);
      reject(new Error(`cannot start ${file}: ${error.message}`));
    });
    child.on("close", (exitCode) => {
      signal?.removeEventListener("abort", stop);
      resolve({ exitCode, output: Buffer.concat(output).toString(), errors: Buffer.concat(errors).toString() });
    });
  });
  signal?.throwIfAborted();
  return outcome;
}

/** Nothing that these programs hold is worth a slow end: their state is simulated and their folders are temporary. */
function endGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
