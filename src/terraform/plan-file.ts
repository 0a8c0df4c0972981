import { z } from "zod";
import { isRecord } from "./json-record";

const values = z.record(z.string(), z.unknown());

/** A module's instance with the resources that stand when the plan is applied. */
export interface PlannedModule {
  readonly address: string;
  readonly resources: readonly PlannedResource[];
  readonly child_modules: readonly PlannedModule[];
}

const plannedResource = z.object({
  address: z.string(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  /** Which instance it is, by `count` or `for_each`. */
  index: z.union([z.string(), z.number()]).optional(),
  /** What is known; what is not is left out. */
  values: values.default({}),
});

export type PlannedResource = z.output<typeof plannedResource>;

const plannedModule: z.ZodType<PlannedModule> = z.lazy(() =>
  z.object({
    address: z.string().default(""),
    resources: z.array(plannedResource).default([]),
    child_modules: z.array(plannedModule).default([]),
  }),
);

const configuredResource = z.object({
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  expressions: values.default({}),
});

export type ConfiguredResource = z.output<typeof configuredResource>;

/** A module as it is written. Of an expression a plan has the constant value or the references in it. */
export interface ConfiguredModule {
  readonly resources: readonly ConfiguredResource[];
  readonly outputs: Readonly<Record<string, { readonly expression?: unknown }>>;
  readonly variables: Readonly<Record<string, { readonly default?: unknown }>>;
  readonly module_calls: Readonly<Record<string, ModuleCall>>;
}

export interface ModuleCall {
  readonly expressions: Readonly<Record<string, unknown>>;
  readonly module: ConfiguredModule;
}

const configuredModule: z.ZodType<ConfiguredModule> = z.lazy(() =>
  z.object({
    resources: z.array(configuredResource).default([]),
    outputs: z.record(z.string(), z.object({ expression: z.unknown().optional() })).default({}),
    variables: z.record(z.string(), z.object({ default: z.unknown().optional() })).default({}),
    module_calls: z
      .record(z.string(), z.object({ expressions: values.default({}), module: configuredModule }))
      .default({}),
  }),
);

const planFile = z.object({
  format_version: z.string().regex(/^1\./),
  /** What was left out of the plan on purpose makes it incomplete. */
  complete: z.boolean().default(true),
  errored: z.boolean().default(false),
  variables: z.record(z.string(), z.object({ value: z.unknown().optional() })).default({}),
  planned_values: z.object({
    outputs: z.record(z.string(), z.object({ value: z.unknown().optional() })).default({}),
    root_module: plannedModule,
  }),
  /** Data sources that were read are here. */
  prior_state: z.object({ values: z.object({ root_module: plannedModule }).optional() }).optional(),
  resource_changes: z
    .array(z.object({ address: z.string(), change: z.object({ after_unknown: z.unknown().optional() }) }))
    .default([]),
  configuration: z.object({
    provider_config: z.record(z.string(), z.object({ name: z.string(), expressions: values.default({}) })).default({}),
    root_module: configuredModule,
  }),
});

/** What `terraform show -json` prints of a plan, as far as it is read. */
export type PlanFile = z.output<typeof planFile>;

/**
 * Reads what `terraform show -json` prints of a plan.
 * @returns undefined when it is something else
 * @throws Error that says what differs when it is a plan of a form that is not known
 */
export function readPlan(content: unknown): PlanFile | undefined {
  if (!isRecord(content) || content.planned_values === undefined) return undefined;
  const { data, error } = planFile.safeParse(content);
  if (data) return data;
  throw new Error(`a plan of a form that is not known: expected format version 1\n${z.prettifyError(error)}`);
}
