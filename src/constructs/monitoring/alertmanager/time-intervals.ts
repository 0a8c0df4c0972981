import {
  MAINTENANCE_TIME_ZONE,
  WEEKDAYS,
  type MaintenanceWindow,
  type Weekday,
} from "../../../environment/schema/maintenance";
import type { ChartValues } from "../../kubernetes/chart-values";

const DAY_BEGINS = "00:00";
const DAY_ENDS = "24:00";
const MILLISECONDS_OF_A_DAY = 86_400_000;

type Window<Kind extends MaintenanceWindow["kind"]> = Extract<MaintenanceWindow, { kind: Kind }>;

/** Alertmanager's time intervals, one of each window's name. One interval never passes midnight, so a window may have several. */
export function timeIntervals(windows: readonly MaintenanceWindow[]): ChartValues[] {
  return windows.map((window) => ({
    name: window.id,
    time_intervals: (window.kind === "once" ? datedIntervals(window) : weeklyIntervals(window)).map((interval) => ({
      ...interval,
      location: MAINTENANCE_TIME_ZONE.name,
    })),
  }));
}

/** Every day of the window by its date and times. */
function datedIntervals({ from, until }: Window<"once">): ChartValues[] {
  const [firstDay = "", begins = ""] = from.split("T");
  const [lastDay = "", ends = ""] = until.split("T");
  return days(firstDay, lastDay).flatMap((day) =>
    between(day === firstDay ? begins : DAY_BEGINS, day === lastDay ? ends : DAY_ENDS, dateOf(day)),
  );
}

function weeklyIntervals({ weekdays, from, until }: Window<"weekly">): ChartValues[] {
  if (from < until) return between(from, until, { weekdays });
  return [...between(from, DAY_ENDS, { weekdays }), ...between(DAY_BEGINS, until, { weekdays: weekdays.map(next) })];
}

/** Nothing where the day has no minute of the window. */
function between(start: string, end: string, when: ChartValues): ChartValues[] {
  return start === end ? [] : [{ ...when, times: [{ start_time: start, end_time: end }] }];
}

function dateOf(day: string): ChartValues {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split("-").map(Number);
  return { years: [String(year)], months: [String(month)], days_of_month: [String(dayOfMonth)] };
}

function days(first: string, last: string): string[] {
  const [begin, end] = [Date.parse(first), Date.parse(last)];
  const count = Math.round((end - begin) / MILLISECONDS_OF_A_DAY) + 1;
  return Array.from({ length: count }, (_, index) =>
    new Date(begin + index * MILLISECONDS_OF_A_DAY).toISOString().slice(0, "2027-01-16".length),
  );
}

function next(weekday: Weekday): Weekday {
  return WEEKDAYS[(WEEKDAYS.indexOf(weekday) + 1) % WEEKDAYS.length] ?? weekday;
}
