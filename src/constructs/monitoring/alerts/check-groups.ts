import { Token } from "cdktf";
import { parsePromql, ValueError } from "../../../environment/values";
import type { Alert, RecordingRule, RuleGroup } from "./alert";

const ALERT_NAME = /^[A-Z][A-Za-z0-9]*$/;
const RECORD_NAME = /^[a-z_][a-z0-9_]*(:[a-z0-9_]+){2}$/;
const LABEL_NAME = /^[a-z_][a-z0-9_]*$/;
/** A duration as Prometheus writes it: `90s`, `1h30m`. */
const DURATION = /^(\d+(ms|s|m|h|d|w|y))+$/;

/** Everything that is wrong with groups of rules: nobody is called by an alert that tells neither whom nor what to do. */
export function checkGroups(groups: readonly RuleGroup[]): string[] {
  return [
    ...repeated(
      "group",
      groups.map(({ name }) => ({ name, group: name })),
    ),
    ...repeated(
      "alert",
      groups.flatMap(({ name: group, alerts }) => alerts.map(({ name }) => ({ name, group }))),
    ),
    ...groups.flatMap(({ name, alerts, recordings = [] }) => [
      ...recordings.flatMap((recording) => recordingFaults(name, recording)),
      ...alerts.flatMap((alert) => alertFaults(name, alert)),
    ]),
  ];
}

function repeated(what: string, entries: readonly { readonly name: string; readonly group: string }[]): string[] {
  const first = new Map<string, string>();
  return entries.flatMap(({ name, group }) => {
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, group);
      return [];
    }
    return [
      `${what} ${name} stands in group ${earlier} and again in group ${group}: expected one of each name, since silences and runbooks know it by its name alone`,
    ];
  });
}

function alertFaults(group: string, alert: Alert): string[] {
  const { name, expression, owner, summary, description, runbook, labels = {} } = alert;
  const subject = `alert ${name} of group ${group}`;
  return [
    ...(ALERT_NAME.test(name) ? [] : [`${subject}: expected a name in camel case such as EtcdNoLeader`]),
    ...expressionFaults(subject, expression),
    ...(owner.label.trim() === "" ? [`${subject} has no owner: expected platform, network or a vendor's id`] : []),
    ...(hasRunbook(runbook)
      ? []
      : [
          `${subject} has no runbook: expected what it means, the first commands and what it looks like when cured, or the URL of a page`,
        ]),
    ...(summary.trim() === "" || summary.includes("\n")
      ? [`${subject}: got summary ${JSON.stringify(summary)}, expected one line`]
      : []),
    ...(description.trim() === "" ? [`${subject} has no description: expected what is wrong and what it does`] : []),
    ...(alert.for === undefined || DURATION.test(alert.for)
      ? []
      : [`${subject}: got for ${JSON.stringify(alert.for)}, expected a duration such as 5m`]),
    ...Object.keys(labels).flatMap((label) => labelFaults(subject, label)),
  ];
}

function labelFaults(subject: string, label: string): string[] {
  if (label === "severity" || label === "owner")
    return [`${subject}: got a label ${label}, expected it as the alert's ${label}`];
  return LABEL_NAME.test(label)
    ? []
    : [`${subject}: got label ${JSON.stringify(label)}, expected lower-case letters, digits and underscores`];
}

function hasRunbook(runbook: Alert["runbook"]): boolean {
  if (typeof runbook === "string") return runbook.trim() !== "";
  const { meaning, commands, cured } = runbook;
  return [meaning, cured].every((text) => text.trim() !== "") && commands.some((command) => command.trim() !== "");
}

function recordingFaults(group: string, { record, expression }: RecordingRule): string[] {
  const subject = `recording ${record} of group ${group}`;
  return [
    ...(RECORD_NAME.test(record)
      ? []
      : [`${subject}: expected a name level:metric:operation such as service:requests:rate5m`]),
    ...expressionFaults(subject, expression),
  ];
}

function expressionFaults(subject: string, expression: string): string[] {
  // What Terraform fills in at apply is no text yet.
  if (Token.isUnresolved(expression)) return [];
  try {
    parsePromql(expression);
    return [];
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    return [`${subject}: ${error.message}`];
  }
}
