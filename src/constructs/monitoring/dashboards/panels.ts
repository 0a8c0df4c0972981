import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import { QueryVariableBuilder, ThresholdsConfigBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Panel, Threshold } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder as LogsPanel } from "@grafana/grafana-foundation-sdk/logs";
import { DataqueryBuilder as LogQuery } from "@grafana/grafana-foundation-sdk/loki";
import { DataqueryBuilder as MetricQuery, PromQueryFormat } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatPanel } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as TablePanel } from "@grafana/grafana-foundation-sdk/table";
import { PanelBuilder as TimeSeriesPanel } from "@grafana/grafana-foundation-sdk/timeseries";
import { ThresholdsMode, VariableRefresh, VariableSort } from "@grafana/grafana-foundation-sdk/dashboard";
import { COLUMNS } from "./dashboard";
import { DATA_SOURCES } from "../grafana/data-sources";

/** A question to Prometheus, and what its series are called, such as `{{node}}`. */
export interface Query {
  readonly expression: string;
  readonly legend?: string;
}

/** Units of Grafana's list. */
export type Unit = "percentunit" | "s" | "bytes" | "reqps" | "ops" | "short" | "Bps" | "dtdurations" | "none";

export interface PanelProps {
  readonly title: string;
  /** @default "none" */
  readonly unit?: Unit;
  /** One sentence: what is normal, or what to do. */
  readonly description?: string;
}

/** Values from which a number is shown in another colour, from below. */
export interface Colours {
  readonly red: number;
  readonly green: number;
}

const PROMETHEUS = { type: "prometheus", uid: DATA_SOURCES.prometheus };
const LOKI = { type: "loki", uid: DATA_SOURCES.loki };
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

const ROW_HEIGHT = 8;
const NUMBER_HEIGHT = 4;

/** Lines over time. */
export function lines({ title, unit = "none", description }: PanelProps, queries: readonly Query[]): Builder<Panel> {
  const panel = new TimeSeriesPanel().title(title).unit(unit).datasource(PROMETHEUS).min(0);
  if (description !== undefined) panel.description(description);
  return panel
    .span(COLUMNS / 2)
    .height(ROW_HEIGHT)
    .targets(queries.map((query, index) => metricQuery(query, index)));
}

/** A single number, coloured where it is clear what is good. */
export function number(
  { title, unit = "none", description }: PanelProps,
  expression: string,
  colours?: Colours,
): Builder<Panel> {
  const panel = new StatPanel().title(title).unit(unit).datasource(PROMETHEUS);
  if (description !== undefined) panel.description(description);
  if (colours) panel.thresholds(thresholds(colours));
  return panel
    .span(COLUMNS / 6)
    .height(NUMBER_HEIGHT)
    .targets([metricQuery({ expression }, 0).instant()]);
}

/** What holds now, one line for each series. */
export function table({ title, unit = "none", description }: PanelProps, expression: string): Builder<Panel> {
  const panel = new TablePanel().title(title).unit(unit).datasource(PROMETHEUS);
  if (description !== undefined) panel.description(description);
  return panel
    .span(COLUMNS / 2)
    .height(ROW_HEIGHT)
    .targets([metricQuery({ expression }, 0).instant().format(PromQueryFormat.Table)]);
}

/** Lines of logs, the newest first. */
export function logLines(title: string, expression: string): Builder<Panel> {
  return new LogsPanel()
    .title(title)
    .datasource(LOKI)
    .span(COLUMNS)
    .height(ROW_HEIGHT)
    .targets([new LogQuery().refId("A").datasource(LOKI).expr(expression)]);
}

/** A list to choose from: the values that a label of a metric has. */
export function choice(name: string, label: string, metric: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(PROMETHEUS)
    .query({ query: `label_values(${metric}, ${name})`, refId: name })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(false);
}

function metricQuery({ expression, legend }: Query, index: number): MetricQuery {
  const query = new MetricQuery().refId(LETTERS.charAt(index)).datasource(PROMETHEUS).expr(expression);
  return legend === undefined ? query : query.legendFormat(legend);
}

function thresholds({ red, green }: Colours): ThresholdsConfigBuilder {
  const [below, above] = red < green ? (["red", "green"] as const) : (["green", "red"] as const);
  const steps: Threshold[] = [
    { value: null, color: below },
    { value: Math.max(red, green), color: above },
  ];
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
}
