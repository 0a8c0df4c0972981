import { readFileSync } from "node:fs";
import { z } from "zod";

const change = z.looseObject({
  actions: z.array(z.enum(["no-op", "create", "read", "update", "delete", "forget", "open"])),
  before: z.unknown(),
  after: z.unknown(),
  after_unknown: z.unknown().optional(),
  replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).optional(),
});

const resourceChange = z.looseObject({
  address: z.string(),
  previous_address: z.string().optional(),
  mode: z.enum(["managed", "data"]),
  type: z.string(),
  deposed: z.string().optional(),
  change,
  action_reason: z.string().optional(),
});

const planJson = z.looseObject({
  resource_changes: z.array(resourceChange).default([]),
  output_changes: z.record(z.string(), change.pick({ actions: true })).default({}),
});

/** The parts of `terraform show -json` that a summary is made of. */
export type PlanJson = z.output<typeof planJson>;
export type PlannedResource = z.output<typeof resourceChange>;

/** Whether the plan changes what other stacks read of this one. */
export function changesOutputs({ output_changes: outputs }: PlanJson): boolean {
  return Object.values(outputs).some(({ actions }) => actions.some((action) => action !== "no-op"));
}

/** Reads a plan that `terraform show -json` printed. */
export function readPlanJson(file: string): PlanJson {
  const parsed = planJson.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is not a plan as terraform show -json prints it: ${z.prettifyError(parsed.error)}`);
}
