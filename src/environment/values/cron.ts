import { Cron } from "croner";
import { ValueError } from "./value-error";

const HOUR = 3_600_000;

/** A year shows every pause of an expression that has no year; any year will do. */
const YEAR = { from: new Date(Date.UTC(2026, 0, 1)), to: new Date(Date.UTC(2027, 0, 1)) };

/**
 * A cron expression of five fields, as Kubernetes and RKE2 take it.
 *
 * @throws ValueError where it is none.
 */
export function parseCron(text: string): string {
  const expected = "expected a cron expression of five fields such as 30 17 * * *";
  if (text.trim().split(/\s+/).length !== 5) throw new ValueError(text, expected);
  try {
    schedule(text);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    throw new ValueError(text, expected);
  }
  return text.trim();
}

/** So many runs show the pauses of a week, even of what runs every few minutes. */
const MOST_RUNS = 3000;

/** The longest time between two runs within a year, in whole hours, rounded up. */
export function longestPauseHours(text: string): number {
  const cron = schedule(text);
  let longest = 0;
  let previous = cron.nextRun(YEAR.from);
  if (!previous) throw new ValueError(text, "expected a cron expression that runs within a year");
  let runs = 0;
  for (let next = cron.nextRun(previous); next && next < YEAR.to && runs < MOST_RUNS; next = cron.nextRun(next)) {
    runs += 1;
    longest = Math.max(longest, next.getTime() - previous.getTime());
    previous = next;
  }
  const whole = longest === 0 ? YEAR.to.getTime() - YEAR.from.getTime() : longest;
  return Math.ceil(whole / HOUR);
}

function schedule(text: string): Cron {
  return new Cron(text.trim(), { timezone: "UTC", paused: true });
}
