import { ruleGroup, type RuleGroup } from "../../../../src/constructs/monitoring/alerts";
import { z } from "zod";
import { run } from "../../support/program";
import type { TemporaryFolder } from "../../support/temporary-folder";
import type { Series } from "./series";

/** An alert that fires from a minute until, but not in, another; to the end of what is watched where there is none. */
export interface FiringAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly from: number;
  readonly until?: number;
}

const alertLabels = z.record(z.string(), z.string());

/** How promtool calls alerts that fire. */
const FIRING = 'ALERTS{alertstate="firing"}';

export interface FiringAlertsProps {
  readonly groups: readonly RuleGroup[];
  readonly series: Series;
  /** How many minutes are watched. */
  readonly minutes: number;
}

/**
 * What fires at each minute, as promtool evaluates the rules on the series. It tells what it found where a test expects
 * something else, so every minute has a test that expects nothing.
 */
export function firingAlerts(folder: TemporaryFolder, { groups, series, minutes }: FiringAlertsProps): FiringAlert[] {
  folder.write("rules.json", JSON.stringify({ groups: groups.map((group) => ruleGroup(group, "https://runbooks")) }));
  const test = folder.write(
    "incident.json",
    JSON.stringify({
      rule_files: ["rules.json"],
      evaluation_interval: "1m",
      tests: [
        {
          interval: "1m",
          input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
          promql_expr_test: Array.from({ length: minutes }, (_, minute) => ({ expr: FIRING, eval_time: `${minute}m` })),
        },
      ],
    }),
  );
  const { output, errors } = run("promtool", ["test", "rules", test]);
  const found = foundByMinute(`${output}\n${errors}`);
  // The alert that always fires does so at every minute, else promtool said something that is not understood here.
  if (found.size !== minutes)
    throw new Error(
      `promtool told of ${found.size} minutes, expected ${minutes}:\n${(output + errors).slice(0, 4000)}`,
    );
  return intervals(found, minutes);
}

/** Alerts by minute, each as its labels in JSON. */
function foundByMinute(text: string): Map<number, Set<string>> {
  const found = new Map<number, Set<string>>();
  for (const [, time = "", alerts = ""] of text.matchAll(
    /expr: "ALERTS[^\n]*, time: (\S+),\n\s+exp: nil\n\s+got: ([^\n]+)/g,
  )) {
    found.set(
      minutesOf(time),
      new Set([...alerts.matchAll(/\{([^{}]*)\} 1E\+00/g)].map(([, labels = ""]) => JSON.stringify(labelsOf(labels)))),
    );
  }
  return found;
}

function labelsOf(text: string): Record<string, string> {
  const labels = [...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name = "", value = ""]): [string, string] => [
    name,
    z.string().parse(JSON.parse(`"${value}"`)),
  ]);
  return Object.fromEntries(labels.filter(([name]) => name !== "__name__" && name !== "alertstate"));
}

/** Minutes of a duration as Prometheus writes it, such as `1h5m`; without minutes it is `0s` or `2h`. */
function minutesOf(duration: string): number {
  const { hours = "0", minutes = "0" } =
    /^(?:(?<hours>\d+)h)?(?:(?<minutes>\d+)m)?(?:\d+s)?$/.exec(duration)?.groups ?? {};
  return Number(hours) * 60 + Number(minutes);
}

function intervals(found: ReadonlyMap<number, ReadonlySet<string>>, minutes: number): FiringAlert[] {
  const since = new Map<string, number>();
  const alerts: FiringAlert[] = [];
  for (let minute = 0; minute < minutes; minute++) {
    const firing = found.get(minute) ?? new Set();
    for (const [alert, from] of since) {
      if (firing.has(alert)) continue;
      alerts.push({ labels: alertLabels.parse(JSON.parse(alert)), from, until: minute });
      since.delete(alert);
    }
    for (const alert of firing) if (!since.has(alert)) since.set(alert, minute);
  }
  return [...alerts, ...[...since].map(([alert, from]) => ({ labels: alertLabels.parse(JSON.parse(alert)), from }))];
}
