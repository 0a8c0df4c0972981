import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MILLISECONDS = 60_000;
const PAUSE_MILLISECONDS = 200;

/**
 * Asks until the answer contains what is expected: an admission policy takes effect a moment after it stands, and until then
 * an object is taken, or another plugin of the API server refuses it.
 *
 * @param ask what the API server says of an object, nothing when it takes it.
 * @returns the last answer, which lacks what is expected when it did not come within a minute.
 */
export async function untilRefused(
  ask: () => Promise<string | undefined>,
  expected: string,
): Promise<string | undefined> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const said = await ask();
    if (said?.includes(expected) === true || Date.now() > deadline) return said;
    await sleep(PAUSE_MILLISECONDS);
  }
}
