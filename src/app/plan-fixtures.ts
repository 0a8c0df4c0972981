import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ENVIRONMENTS_FOLDER } from "../environment/load";
import type { DataFixtures } from "../simulation/data/fixtures";

/** The file of an environment in which it says what data sources answer: `environments/prod/fixtures.json`. */
export const FIXTURES_FILE = "fixtures.json";

const record = z.record(z.string(), z.unknown());
const fixturesFile = z.record(z.string(), z.array(z.strictObject({ where: record.default({}), attributes: record })));

/**
 * The answers of data sources that the environments of a project give. Where several have one for the same arguments, the
 * environment that comes first wins.
 * @throws Error that names the file when it holds something else.
 */
export function readFixtures(project: string, environments: readonly string[]): DataFixtures {
  const fixtures: Record<string, DataFixtures[string]> = {};
  for (const environment of environments) {
    const file = join(project, ENVIRONMENTS_FOLDER, environment, FIXTURES_FILE);
    if (!existsSync(file)) continue;
    for (const [type, answers] of Object.entries(parse(file))) fixtures[type] = [...(fixtures[type] ?? []), ...answers];
  }
  return fixtures;
}

function parse(file: string): z.output<typeof fixturesFile> {
  try {
    return fixturesFile.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const reason =
      error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error;
    throw new Error(`${file}: ${String(reason)}; expected {"<data source type>": [{"where": {…}, "attributes": {…}}]}`);
  }
}
