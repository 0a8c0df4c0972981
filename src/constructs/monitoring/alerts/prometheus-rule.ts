import type { ChartValues } from "../../kubernetes/chart-values";
import type { Manifest } from "../../kubernetes/manifests";
import { MANAGED_BY_TERRAFORM } from "../../services/labels";
import type { Alert, RecordingRule, RuleGroup } from "./alert";

/** Where the pages of this repository's alerts stand in it. */
export const RUNBOOKS_FOLDER = "docs/runbooks";

/** The page of an alert below a base. */
export function runbookUrl(alert: Pick<Alert, "name" | "runbook">, base: string): string {
  return typeof alert.runbook === "string" ? alert.runbook : `${base.replace(/\/+$/, "")}/${alert.name}.md`;
}

/** A group of rules as Prometheus reads it from a file. */
export function ruleGroup(group: RuleGroup, runbooks: string): ChartValues {
  return {
    name: group.name,
    ...(group.interval !== undefined && { interval: group.interval }),
    rules: [
      ...(group.recordings ?? []).map(recordingRule),
      ...group.alerts.map((alert) => alertingRule(alert, runbooks)),
    ],
  };
}

/** A group of rules as the Prometheus operator takes it: one object for each, so that a change touches no other. */
export function prometheusRule(group: RuleGroup, namespace: string, runbooks: string): Manifest {
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PrometheusRule",
    metadata: { name: `health-cloud-${group.name}`, namespace, labels: MANAGED_BY_TERRAFORM },
    spec: { groups: [ruleGroup(group, runbooks)] },
  };
}

function recordingRule({ record, expression, labels }: RecordingRule): ChartValues {
  return { record, expr: expression, ...(labels && { labels }) };
}

function alertingRule(alert: Alert, runbooks: string): ChartValues {
  const { name, expression, severity, owner, labels, summary, description } = alert;
  return {
    alert: name,
    expr: expression,
    ...(alert.for !== undefined && { for: alert.for }),
    labels: { ...labels, severity, owner: owner.label },
    annotations: { summary, description, runbook_url: runbookUrl(alert, runbooks) },
  };
}
