import { ruleGroup, type Alert, type RuleGroup } from "../../../src/constructs/monitoring/alerts";
import type { AlertCase, ExpectedAlert, GroupCases } from "../../constructs/monitoring/alerts/alert-case";

/** Base of the pages in the rules that promtool tests. */
export const RUNBOOKS = "https://runbooks.health.example";

/** A group's rules as a file for promtool. */
export function ruleFile(group: RuleGroup): string {
  return JSON.stringify({ groups: [ruleGroup(group, RUNBOOKS)] });
}

/** How often series have a value, and rules are evaluated, where a case says nothing. */
const INTERVAL = "1m";

/**
 * The cases of a group as files for promtool, by their interval, to stand beside the file of its rules. A case that takes hours
 * has a longer interval, which spares evaluations.
 */
export function testFiles(group: RuleGroup, cases: GroupCases, ruleFileName: string): ReadonlyMap<string, string> {
  const all = group.alerts.flatMap((alert) =>
    (cases[alert.name] ?? []).map((alertCase) => ({
      interval: alertCase.interval ?? INTERVAL,
      test: promtoolTest(alert, alertCase),
    })),
  );
  const intervals = [...new Set(all.map(({ interval }) => interval))];
  return new Map(
    intervals.map((interval) => {
      const tests = all.filter((other) => other.interval === interval).map(({ test }) => test);
      return [interval, JSON.stringify({ rule_files: [ruleFileName], evaluation_interval: interval, tests })];
    }),
  );
}

function promtoolTest(alert: Alert, { it, series, at, fires, interval = INTERVAL }: AlertCase) {
  return {
    name: `${alert.name} ${it}`,
    interval,
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    alert_rule_test: [
      { eval_time: at, alertname: alert.name, exp_alerts: fires.map((expected) => expectedAlert(alert, expected)) },
    ],
  };
}

/** The whole alert: every label and every text, so that a template that finds no label or value is seen. */
function expectedAlert(alert: Alert, { labels = {}, value }: ExpectedAlert) {
  const owner = alert.owner.label.includes("{{") ? labels.owner : alert.owner.label;
  if (owner === undefined)
    throw new Error(`a case of ${alert.name} lacks the label owner, which depends on the series`);
  const written = (text: string) =>
    text
      .replace(/\{\{ \$labels\.(\w+) \}\}/g, (_, label: string) => labels[label] ?? `no label ${label} in the case`)
      .replace(/\{\{ \$value[^}]*\}\}/g, () => value ?? "no value in the case");
  return {
    exp_labels: { ...alert.labels, ...labels, severity: alert.severity, owner },
    exp_annotations: {
      summary: written(alert.summary),
      description: written(alert.description),
      runbook_url: `${RUNBOOKS}/${alert.name}.md`,
    },
  };
}
