import { parsePromql, promqlNodes } from "../../../environment/values";

/** A selector that names its metric like a label: `{__name__="up"}`. */
const NAMED_BY_LABEL = /^\{.*?__name__\s*=\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)')/;

/**
 * The metrics that a PromQL expression reads, sorted, each once. Labels, functions and what aggregations are grouped by are none.
 *
 * @throws ValueError where it is no PromQL, or where it selects series without the name of one metric, since then nobody can
 * say which metrics it reads.
 */
export function metricsOf(expression: string): string[] {
  parsePromql(expression);
  const selectors = promqlNodes(expression).filter(({ name }) => name === "VectorSelector");
  return [...new Set(selectors.map(({ text }) => metricOf(text)))].sort();
}

function metricOf(selector: string): string {
  const name = /^[A-Za-z_:][A-Za-z0-9_:]*/.exec(selector)?.[0];
  const groups = NAMED_BY_LABEL.exec(selector)?.groups;
  const metric = name ?? groups?.double ?? groups?.single;
  if (metric === undefined) {
    throw new Error(`selector ${selector} names no metric: expected one such as up{job="node-exporter"}`);
  }
  return metric;
}
