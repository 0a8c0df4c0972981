import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** The type of a chart's value: read off the chart's default. An empty map takes any key, `any` takes any value. */
export type ValueType = "string" | "number" | "boolean" | "list" | "any" | ValueTypes;
export interface ValueTypes {
  readonly [key: string]: ValueType;
}

const valueType: z.ZodType<ValueType> = z.lazy(() =>
  z.union([z.enum(["string", "number", "boolean", "list", "any"]), z.record(z.string(), valueType)]),
);

const chartFactsSchema = z.object({
  chart: z.string(),
  repository: z.string(),
  version: z.string(),
  dependencies: z.array(z.object({ name: z.string() })),
  values: z.record(z.string(), valueType),
});
export type ChartFacts = z.output<typeof chartFactsSchema>;

// The folder stands beside both `src` and the compiled `lib`.
const FOLDER = join(__dirname, "..", "..", "..", "facts", "charts");
const known = new Map<string, ChartFacts | undefined>();

/** What is known of a released chart: where it comes from, its version, its values. Undefined for an unknown chart. */
export function chartFacts(chart: string): ChartFacts | undefined {
  if (!known.has(chart)) known.set(chart, readChartFacts(chart));
  return known.get(chart);
}

function readChartFacts(chart: string): ChartFacts | undefined {
  const file = join(FOLDER, `${chart}.json`);
  if (!existsSync(file)) return undefined;
  const facts = chartFactsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return { ...facts, values: withSubcharts(facts) };
}

/** A subchart takes its own values below its name: typed where its facts are known, open elsewhere. */
function withSubcharts(facts: ChartFacts): ValueTypes {
  const subcharts = facts.dependencies.map(({ name }): [string, ValueType] => {
    const own = chartFacts(name)?.values;
    return [name, own === undefined ? {} : mergeTypes(own, facts.values[name] ?? {})];
  });
  return { ...facts.values, ...Object.fromEntries(subcharts) };
}

function mergeTypes(first: ValueType, second: ValueType): ValueType {
  if (typeof first === "string") return second;
  if (typeof second === "string") return first;
  if (isOpen(first) || isOpen(second)) return {};
  const merged: Record<string, ValueType> = { ...first };
  for (const [key, type] of Object.entries(second)) {
    const other = first[key];
    merged[key] = other === undefined ? type : mergeTypes(other, type);
  }
  return merged;
}

/** Whether a map takes any key. */
export function isOpen(types: ValueTypes): boolean {
  return Object.keys(types).length === 0;
}
