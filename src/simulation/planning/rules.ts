import type { ProviderFacts } from "../../terraform/provider-schema";
import type { ObjectShape, Shape } from "../schema/shape";

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
}

/** The attributes that stay known in an update of a provider whose facts do not say: what a resource is addressed by. */
const KEPT_UNLESS_FACTS_SAY = ["id"];

/**
 * The rules of a resource type.
 *
 * @throws when the facts name a path that the type's schema does not have: a plan made with them would be wrong without a sign
 */
export function planRules(facts: ProviderFacts, type: string, shape: ObjectShape, legacy: boolean): PlanRules {
  const keeps = facts.keeps_prior_value_on_update?.[type] ?? KEPT_UNLESS_FACTS_SAY;
  const requiresReplace = (facts.requires_replace[type] ?? []).map((path) => path.split("."));
  const unknown =
    requiresReplace.find((path) => !hasPath(shape, path)) ??
    facts.keeps_prior_value_on_update?.[type]?.map((path) => path.split(".")).find((path) => !hasPath(shape, path));
  if (unknown) {
    throw new Error(
      `the facts of provider ${facts.provider} ${facts.version} name ${type}.${unknown.join(".")}, which its schema does not have; ` +
        `correct its file in facts/providers`,
    );
  }
  return { legacy, keeps: new Set(keeps), requiresReplace };
}

function hasPath(shape: Shape, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  switch (shape.kind) {
    case "object": {
      const inner = shape.fields.find((each) => each.name === name);
      return inner !== undefined && hasPath(inner.shape, rest);
    }
    case "list":
    case "set":
    case "map":
      return hasPath(shape.element, path);
    default:
      // Below a value without a declared type any name is possible.
      return shape.kind === "dynamic";
  }
}
