import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const FOLDER = join(__dirname, "..", "..", "..", "..", "facts", "charts");

const facts = z.looseObject({ version: z.string(), appVersion: z.string() });

/** The version of a chart that is installed, and of the program in it. */
export function chartFacts(chart: string): z.output<typeof facts> {
  return facts.parse(JSON.parse(readFileSync(join(FOLDER, `${chart}.json`), "utf8")));
}
