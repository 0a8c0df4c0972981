import { constants } from "node:os";

/** What ends a program from outside: Ctrl-C, a CI job's stop, a closed terminal. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The work was ended by a signal, after which everything was cleaned up. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor(readonly signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
  }

  /** What a shell reports of a program that the signal ended. */
  get exitCode(): number {
    return 128 + constants.signals[this.signal];
  }
}

/**
 * Runs work that a signal to the process aborts. Further signals change nothing while the work cleans up.
 * @throws Interrupted after a signal, whatever error the work ended with.
 */
export async function interruptible(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController();
  const abort = (name: NodeJS.Signals) => {
    controller.abort(new Interrupted(name));
  };
  for (const name of SIGNALS) process.on(name, abort);
  try {
    await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    for (const name of SIGNALS) process.off(name, abort);
  }
}
