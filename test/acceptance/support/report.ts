import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { z } from "zod";

/** Tells the tests where the report of their run is collected, a JSON line for each row. */
export const REPORT_VARIABLE = "HEALTH_CLOUD_ACCEPTANCE_REPORT";

const providerKind = z.enum(["real", "simulated"]);

const reportRow = z.object({
  /** What was deployed: a stack's name, or what a check looked at. */
  stack: z.string(),
  resources: z.number().int().optional(),
  applySeconds: z.number().optional(),
  planSeconds: z.number().optional(),
  destroySeconds: z.number().optional(),
  /** Which providers took part, by short name such as `openstack`. */
  providers: z.record(z.string(), providerKind).default({}),
  /** `pass`, or what was wrong. */
  verdict: z.string(),
});

export type ProviderKind = z.output<typeof providerKind>;
export type ReportRow = z.input<typeof reportRow>;

/** Adds a row to the table with which `npm run acceptance` ends. Without that command there is no table, and this does nothing. */
export function record(row: ReportRow): void {
  const file = process.env[REPORT_VARIABLE];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(reportRow.parse(row))}\n`);
}

/** The rows that the tests of a run have recorded. */
export function recordedRows(file: string): z.output<typeof reportRow>[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.filter((line) => line !== "").map((line) => reportRow.parse(JSON.parse(line)));
}
