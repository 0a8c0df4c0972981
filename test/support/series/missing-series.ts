import { METRICS } from "../../../src/constructs/monitoring/metrics";
import type { Exposition } from "./exposition";
import { platformQuestions } from "./questions";
import { scrapedSeries, type ScrapedSeries } from "./scraped-series";
import { labelsOnceScraped, targetOf, type Target } from "./targets";

/** What of an exporter is read, and how it is scraped; the defaults are the platform's own. */
export interface MissingProps {
  /** @default - all that the list of metrics has of the exporter */
  readonly names?: readonly string[];

  /** @default - everything that the platform asks */
  readonly read?: ScrapedSeries;

  /** @default - as the platform scrapes that exporter */
  readonly target?: Target;
}

/** What the platform reads of an exporter and a real program does not show: a series, or a label of one. */
export function missingSeries(exporter: string, shown: Exposition, props: MissingProps = {}): string[] {
  const {
    names = METRICS[exporter] ?? [],
    read = scrapedSeries(platformQuestions()),
    target = targetOf(exporter),
  } = props;
  return names.flatMap((name) => {
    const labels = shown.get(name);
    if (!labels) return [`${name} is not shown`];
    const there = labelsOnceScraped(labels, target);
    return [...(read.get(name) ?? [])]
      .filter(([label]) => !there.has(label))
      .map(([label, where]) => `${name} has no label ${label}, which ${where} reads`);
  });
}
