import type { Questions } from "./questions";
import { seriesRead } from "./series-read";

/** Labels by series, each with one place that takes it for granted. */
export type LabelUse = ReadonlyMap<string, string>;

/** The series that must come from a program, with the label uses of each. */
export type ScrapedSeries = ReadonlyMap<string, LabelUse>;

/** The series that questions read, those of which recordings are made included, and the recordings themselves not. */
export function scrapedSeries({ asked, recorded }: Questions): ScrapedSeries {
  const series = new Map<string, Map<string, string>>();
  const seen = new Set<string>();

  const ask = (where: string, expression: string, wanted: readonly string[]): void => {
    const key = JSON.stringify([expression, [...wanted].sort()]);
    if (seen.has(key)) return;
    seen.add(key);
    for (const [name, labels] of readOf(where, expression, wanted)) {
      const rules = recorded.filter((recording) => recording.name === name);
      for (const rule of rules) {
        ask(
          rule.where,
          rule.expression,
          [...labels].filter((label) => !rule.given.includes(label)),
        );
      }
      if (rules.length > 0) continue;
      const uses = series.get(name) ?? new Map<string, string>();
      series.set(name, uses);
      for (const label of labels) if (!uses.has(label)) uses.set(label, where);
    }
  };

  for (const { where, expression, wanted } of asked) ask(where, expression, wanted);
  for (const { where, expression } of recorded) ask(where, expression, []);
  return series;
}

function readOf(where: string, expression: string, wanted: readonly string[]) {
  try {
    return seriesRead(expression, wanted);
  } catch (error) {
    throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
