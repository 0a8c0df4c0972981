import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Exposition } from "../../../support/series/exposition";
import { cacheFolder } from "../../support/program";

const LIST = join(__dirname, "..", "..", "..", "..", "scripts", "install", "metric-sources.txt");

const declared = z.record(z.string(), z.array(z.string()));

/** The exporters whose source is read by `npm run verify:install`. */
export function exportersWithSource(): string[] {
  return sources().map(({ exporter }) => exporter);
}

/** The version of it that is read. */
export function sourceVersion(exporter: string): string {
  return sources().find((source) => source.exporter === exporter)?.version ?? "";
}

function sources() {
  const lines = readFileSync(LIST, "utf8").split("\n");
  return lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [exporter = "", , version = ""] = line.split(" ");
      return { exporter, version };
    });
}

/**
 * The series that an exporter's source declares, with their labels.
 * @throws Error that says how to read the source when it is not.
 */
export function declaredSeries(exporter: string): Exposition {
  const file = join(cacheFolder(), "metric-sources", `${exporter}.json`);
  try {
    const series = declared.parse(JSON.parse(readFileSync(file, "utf8")));
    return new Map(Object.entries(series).map(([name, labels]) => [name, new Set(labels)]));
  } catch (error) {
    throw new Error(`the source of ${exporter} is not read: run npm run verify:install`, { cause: error });
  }
}
