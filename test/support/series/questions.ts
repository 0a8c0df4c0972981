import { z } from "zod";
import { ruleGroups, type RuleGroup } from "../../../src/constructs/monitoring/alerts";
import { dashboardFiles } from "../../../src/constructs/monitoring/dashboards";
import { SAMPLE_CONTEXT } from "../../constructs/monitoring/alerts/sample-context";

/** A question to Prometheus, and the labels of its answer that somebody reads. */
export interface Question {
  readonly where: string;
  readonly expression: string;
  readonly wanted: readonly string[];
}

/** A series that a rule makes of others. */
export interface Recording {
  readonly where: string;
  readonly name: string;
  readonly expression: string;
  /** Labels that the rule gives it. */
  readonly given: readonly string[];
}

export interface Questions {
  readonly asked: readonly Question[];
  readonly recorded: readonly Recording[];
}

/** Everything that a cluster which has everything asks its Prometheus: alerts, recording rules and dashboards. */
export function platformQuestions(): Questions {
  const rules = questionsOfRules(ruleGroups(SAMPLE_CONTEXT));
  return { ...rules, asked: [...rules.asked, ...questionsOfDashboards()] };
}

/** The labels that texts of an alert name. */
const LABEL_IN_TEXT = /\$labels\.([A-Za-z_]\w*)/g;

/** The series that a command picks out of what a program shows. */
const SERIES_IN_COMMAND = /\/metrics \| grep '?\^?(\w+)/g;

export function questionsOfRules(groups: readonly RuleGroup[]): Questions {
  return {
    asked: groups.flatMap(({ name: group, alerts }) =>
      alerts.flatMap(({ name, expression, summary, description, owner, runbook, labels = {} }) => [
        {
          where: `alert ${name} of ${group}`,
          expression,
          wanted: captured(LABEL_IN_TEXT, `${summary} ${description} ${owner.label}`).filter(
            (label) => !(label in labels),
          ),
        },
        ...(typeof runbook === "string" ? [] : runbook.commands)
          .flatMap((command) => captured(SERIES_IN_COMMAND, command))
          .map((series) => ({ where: `runbook of alert ${name}`, expression: series, wanted: [] })),
      ]),
    ),
    recorded: groups.flatMap(({ name: group, recordings = [] }) =>
      recordings.map(({ record, expression, labels = {} }) => ({
        where: `recording ${record} of ${group}`,
        name: record,
        expression,
        given: Object.keys(labels),
      })),
    ),
  };
}

const file = z.object({
  panels: z.array(
    z.object({
      title: z.string(),
      targets: z.array(
        z.object({
          expr: z.string(),
          legendFormat: z.string().default(""),
          datasource: z.object({ type: z.string() }),
        }),
      ),
    }),
  ),
  templating: z.object({
    list: z.array(z.object({ name: z.string(), query: z.object({ query: z.string() }) })).default([]),
  }),
});

const CHOICE = /^label_values\((?<metric>.*), (?<label>\w+)\)$/;

function questionsOfDashboards(): Question[] {
  return Object.entries(dashboardFiles({ logs: true, etcd: true, probes: true })).flatMap(([name, text]) => {
    const { panels, templating } = file.parse(JSON.parse(text));
    const ofPanels = panels.flatMap(({ title, targets }) =>
      targets
        .filter(({ datasource }) => datasource.type === "prometheus")
        .map(({ expr, legendFormat }) => ({
          where: `panel "${title}" of dashboard ${name}`,
          expression: withoutVariables(expr),
          wanted: captured(/\{\{(\w+)\}\}/g, legendFormat),
        })),
    );
    return [
      ...ofPanels,
      ...templating.list.map((variable) => questionOfChoice(name, variable.name, variable.query.query)),
    ];
  });
}

function questionOfChoice(dashboard: string, name: string, query: string): Question {
  const { metric, label } = CHOICE.exec(query)?.groups ?? {};
  if (metric === undefined || label === undefined)
    throw new Error(`got ${query}, expected label_values(series, label)`);
  return { where: `choice ${name} of dashboard ${dashboard}`, expression: metric, wanted: [label] };
}

/** Grafana fills variables in before it asks: durations in brackets, values in quotes. */
function withoutVariables(expression: string): string {
  return expression.replaceAll(/\$__\w+/g, "5m").replaceAll(/\$(?=[a-z])/g, "");
}

function captured(pattern: RegExp, text: string): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))];
}
