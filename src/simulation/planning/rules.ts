import type { ProviderFacts } from "../../terraform/provider-schema";
import { fits } from "../schema/fits";
import type { ObjectShape, Shape } from "../schema/shape";
import type { Value } from "../wire/value";
import type { ProviderCode } from "./provider-code";
import { STORED_FORMS } from "./stored-forms";

/** How one resource type plans. */
export interface PlanRules {
  /**
   * Built on Terraform's older SDK: computed attributes keep their prior values in an update, and null and a type's zero value
   * are the same. Otherwise the computed attributes become unknown as soon as anything changes, except `keeps`.
   */
  readonly legacy: boolean;
  readonly keeps: ReadonlySet<string>;
  /** The paths whose change replaces the resource, split into names. */
  readonly requiresReplace: readonly (readonly string[])[];
  /** By path, what a value becomes that the configuration leaves out. */
  readonly defaults: ReadonlyMap<string, Value>;
  /** By path, how the provider rewrites a text before it compares and stores it. */
  readonly storedAs: ReadonlyMap<string, (text: string) => string>;
  /** The paths of blocks that the provider fills in when none is configured. */
  readonly computedBlocks: ReadonlySet<string>;
}

export interface PlanRulesProps {
  readonly facts: ProviderFacts;
  /** @default the provider's code does nothing that its schema does not say */
  readonly code?: ProviderCode | undefined;
  readonly type: string;
  readonly shape: ObjectShape;
  readonly legacy: boolean;
}

/** The attributes that stay known in an update of a provider whose facts do not say: what a resource is addressed by. */
const KEPT_UNLESS_FACTS_SAY = ["id"];

/**
 * The rules of a resource type.
 *
 * @throws when the facts name a path that the type's schema does not have, or a default of another type: a plan made with them
 * would be wrong without a sign
 */
export function planRules({ facts, code, type, shape, legacy }: PlanRulesProps): PlanRules {
  const keeps = facts.keeps_prior_value_on_update?.[type];
  const replacing = facts.requires_replace[type] ?? [];
  const defaults = Object.entries(code?.defaults[type] ?? {});
  const storedAs = Object.entries(code?.stored_as[type] ?? {});
  const computedBlocks = code?.computed_blocks[type] ?? [];
  const refuse = (folder: string, path: string, problem: string): Error =>
    new Error(
      `the facts of provider ${facts.provider} ${facts.version} name ${type}.${path}, ${problem}; correct its file in ${folder}`,
    );
  for (const [folder, paths] of [
    ["facts/providers", [...replacing, ...(keeps ?? [])]],
    ["facts/provider-code", [...computedBlocks, ...[...defaults, ...storedAs].map(([path]) => path)]],
  ] as const) {
    const unknown = paths.find((path) => !shapeAt(shape, path.split(".")));
    if (unknown !== undefined) throw refuse(folder, unknown, "which its schema does not have");
  }
  for (const [path, value] of defaults) {
    const at = shapeAt(shape, path.split("."));
    if (at && !fits(at, value)) {
      throw refuse("facts/provider-code", path, `whose default ${JSON.stringify(value)} is no ${at.kind}`);
    }
  }
  return {
    legacy,
    keeps: new Set(keeps ?? KEPT_UNLESS_FACTS_SAY),
    requiresReplace: replacing.map((path) => path.split(".")),
    defaults: new Map(defaults),
    storedAs: new Map(storedAs.map(([path, form]) => [path, STORED_FORMS[form]])),
    computedBlocks: new Set(computedBlocks),
  };
}

/** The shape at a path; below a value without a declared type that value's, since any name is possible there. */
function shapeAt(shape: Shape, path: readonly string[]): Shape | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return shape;
  switch (shape.kind) {
    case "object": {
      const inner = shape.fields.find((each) => each.name === name);
      return inner && shapeAt(inner.shape, rest);
    }
    case "list":
    case "set":
    case "map":
      return shapeAt(shape.element, path);
    default:
      return shape.kind === "dynamic" ? shape : undefined;
  }
}
