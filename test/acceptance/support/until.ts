import { setTimeout as sleep } from "node:timers/promises";

const LONGEST_MILLISECONDS = 300_000;
const PAUSE_MILLISECONDS = 500;

/**
 * Waits until a condition holds.
 *
 * @param lacking what is wrong while it does not hold. @default the condition's code
 * @throws Error when it does not hold within five minutes.
 */
export async function until(
  condition: () => Promise<boolean> | boolean,
  lacking: string = condition.toString(),
): Promise<void> {
  const end = Date.now() + LONGEST_MILLISECONDS;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited five minutes for nothing: ${lacking}`);
    await sleep(PAUSE_MILLISECONDS);
  }
}
