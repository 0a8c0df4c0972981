import type { RecordingRule } from "./alert";

/**
 * Two windows that must both burn: the long one tells that it matters, the short one that it still goes on. Source: Google,
 * The Site Reliability Workbook, chapter 5, "Multiwindow, Multi-Burn-Rate Alerts", for a budget of 30 days.
 */
export interface BurnWindows {
  /** How many times as fast as the budget allows. */
  readonly rate: number;
  readonly long: BurnWindow;
  readonly short: BurnWindow;
}

const WINDOWS = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"] as const;
export type BurnWindow = (typeof WINDOWS)[number];

/** A fiftieth of the budget within an hour, or a twentieth within six: somebody is called. */
export const FAST: readonly BurnWindows[] = [
  { rate: 14.4, long: "1h", short: "5m" },
  { rate: 6, long: "6h", short: "30m" },
];

/** A tenth of the budget within a day, or within three: somebody looks at it today. */
export const SLOW: readonly BurnWindows[] = [
  { rate: 3, long: "1d", short: "2h" },
  { rate: 1, long: "3d", short: "6h" },
];

export interface BurnRecordingProps {
  /** First two parts of the recordings' names: `level:metric`. */
  readonly record: string;
  /** Recorded rates over five minutes of failures and of all requests. */
  readonly errors: string;
  readonly requests: string;
  /** The share that may fail: a number, or what follows the division, such as `on (service) group_left (owner) budget`. */
  readonly budget: string;
}

/**
 * How fast the budget burns, over every window: 1 uses it up in exactly 30 days. Longer windows average the recorded rates,
 * so that a window of days reads one series and not every counter behind it.
 */
export function burnRecordings({ record, errors, requests, budget }: BurnRecordingProps): RecordingRule[] {
  return WINDOWS.map((window) => ({
    record: `${record}:rate${window}`,
    expression:
      window === "5m"
        ? `${errors} / (${requests} > 0) / ${budget}`
        : `avg_over_time(${errors}[${window}]) / (avg_over_time(${requests}[${window}]) > 0) / ${budget}`,
  }));
}

/** How many requests failed at the least before a burning budget is an alarm. */
export interface LeastFailures {
  /** First two parts of the name of the recordings of `failureCounts`. */
  readonly record: string;
  /** A series for each budget, with the labels of `on` and any others. */
  readonly least: string;
  /** Labels that tell one budget from another. */
  readonly on: readonly string[];
}

/**
 * Step of a sum over rates of five minutes. By the minute it counts a failure five times, each as a fifth, and sees it at
 * once; over days each five minutes count once, which spares Prometheus thousands of reads.
 */
function stepOf(window: BurnWindow): { readonly range: string; readonly seconds: number } {
  return window.endsWith("d") ? { range: "5m", seconds: 300 } : { range: "1m", seconds: 60 };
}

/**
 * How many requests failed within each long window, from their recorded rates over five minutes. A sum and no average: what
 * was not recorded, since the service or Prometheus is new, did not fail.
 */
export function failureCounts(record: string, errors: string): RecordingRule[] {
  return [...FAST, ...SLOW].map(({ long }) => {
    const { range, seconds } = stepOf(long);
    return { record: `${record}:sum${long}`, expression: `sum_over_time(${errors}[${long}:${range}]) * ${seconds}` };
  });
}

/**
 * Whether one of the pairs of windows burns, and enough has failed in the long one. The value is the rate over the long window.
 *
 * @param enough - without it the share alone decides, which suits what is always asked much
 */
export function burns(record: string, windows: readonly BurnWindows[], enough?: LeastFailures): string {
  return windows
    .map(({ rate, long, short }) => {
      const both = `${record}:rate${long} > ${rate} and ${record}:rate${short} > ${rate}`;
      if (!enough) return `(${both})`;
      const on = `on (${enough.on.join(", ")})`;
      return `(${both} and ${on} ${enough.record}:sum${long} >= ${on} ${enough.least})`;
    })
    .join(" or ");
}
