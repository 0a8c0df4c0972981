import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A type as `terraform providers schema -json` writes it: `"string"`, `["list", "string"]`, `["object", { … }]`. */
export type SchemaType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", SchemaType]
  | readonly ["object", Readonly<Record<string, SchemaType>>]
  | readonly ["tuple", readonly SchemaType[]];

export interface SchemaAttribute {
  readonly type?: SchemaType;
  readonly nested_type?: {
    readonly nesting_mode: NestingMode;
    readonly attributes: Readonly<Record<string, SchemaAttribute>>;
  };
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly deprecated?: boolean;
  /** Terraform passes it on and never stores it. */
  readonly write_only?: boolean;
}

export type NestingMode = "single" | "list" | "set" | "map" | "group";

export interface SchemaBlockType {
  readonly nesting_mode: NestingMode;
  readonly block: SchemaBlock;
  readonly min_items?: number;
  readonly max_items?: number;
}

export interface SchemaBlock {
  readonly deprecated?: boolean;
  readonly attributes?: Readonly<Record<string, SchemaAttribute>>;
  readonly block_types?: Readonly<Record<string, SchemaBlockType>>;
}

/** The schema of one resource or data source. */
export interface ResourceSchema {
  readonly version: number;
  readonly block: SchemaBlock;
}

/** What is known of one provider: its schema, and which changes replace a resource. */
export interface ProviderFacts {
  readonly provider: string;
  readonly version: string;
  readonly provider_schema: {
    readonly provider: { readonly block: SchemaBlock };
    readonly resource_schemas: Readonly<Record<string, ResourceSchema>>;
    readonly data_source_schemas?: Readonly<Record<string, ResourceSchema>>;
  };
  /** By resource type, the paths (list and set levels left out) whose change makes the provider replace the resource. */
  readonly requires_replace: Readonly<Record<string, readonly string[]>>;
  /**
   * By resource type, the computed attributes that an update's plan leaves known.
   *
   * @default unknown: providers on the older SDK keep all of theirs
   */
  readonly keeps_prior_value_on_update?: Readonly<Record<string, readonly string[]>>;
}

/** The providers whose facts the project carries. */
export const PROVIDERS = ["openstack", "ctyun", "kubernetes", "helm", "tls", "random"] as const;
export type ProviderName = (typeof PROVIDERS)[number];

const FACTS_FOLDER = join(__dirname, "..", "..", "facts", "providers");
const loaded = new Map<ProviderName, ProviderFacts>();

/** The facts of a provider, read once. */
export function providerFacts(name: ProviderName): ProviderFacts {
  const known = loaded.get(name);
  if (known) return known;
  const file = join(FACTS_FOLDER, `${name}.json`);
  const facts: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isProviderFacts(facts))
    throw new Error(`${file}: expected a provider's facts: provider_schema, requires_replace`);
  loaded.set(name, facts);
  return facts;
}

/** The provider of a resource or data source type: `openstack_lb_pool_v2` is openstack's. Undefined when none of ours has it. */
export function providerOf(type: string): ProviderName | undefined {
  return PROVIDERS.find((name) => type.startsWith(`${name}_`));
}

function isProviderFacts(value: unknown): value is ProviderFacts {
  return typeof value === "object" && value !== null && "provider_schema" in value && "requires_replace" in value;
}
