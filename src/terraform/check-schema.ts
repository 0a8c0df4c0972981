import { isRecord } from "./json-record";
import { META_ARGUMENTS } from "./meta-arguments";
import {
  providerFacts,
  providerOf,
  type SchemaAttribute,
  type SchemaBlock,
  type SchemaBlockType,
  type SchemaType,
} from "./provider-schema";

/** Something in a resource that its provider would refuse. */
export interface SchemaFinding {
  /** `openstack_lb_pool_v2.api.protocol`. */
  readonly path: string;
  readonly message: string;
}

/** Synthesized Terraform, as far as it is checked. */
export interface TerraformJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * Checks a stack's resources and data sources against their providers' schemas: arguments that do not exist, required ones
 * that are missing, values of another type. What an expression yields is not known here and passes.
 */
export function checkSchema(stack: TerraformJson): SchemaFinding[] {
  return [...checkKind(stack.resource, "resource_schemas"), ...checkKind(stack.data, "data_source_schemas")];
}

function checkKind(
  kinds: TerraformJson["resource"],
  schemas: "resource_schemas" | "data_source_schemas",
): SchemaFinding[] {
  return Object.entries(kinds ?? {}).flatMap(([type, resources]) => {
    // Terraform's own: terraform_data, terraform_remote_state.
    if (type.startsWith("terraform_")) return [];
    const provider = providerOf(type);
    const schema = provider && providerFacts(provider).provider_schema[schemas]?.[type];
    if (!schema) return [{ path: type, message: "unknown type: no provider with facts has it" }];
    return Object.entries(resources).flatMap(([name, values]) =>
      checkBlock(`${type}.${name}`, values, schema.block, META_ARGUMENTS),
    );
  });
}

function checkBlock(
  path: string,
  value: unknown,
  block: SchemaBlock,
  ignored: ReadonlySet<string> = new Set(),
): SchemaFinding[] {
  if (!isRecord(value)) return isExpression(value) ? [] : [{ path, message: `got ${kindOf(value)}, expected a block` }];
  const attributes = block.attributes ?? {};
  const blockTypes = block.block_types ?? {};
  const given = Object.entries(value).filter(
    ([key, inner]) => !ignored.has(key) && inner !== null && inner !== undefined,
  );
  return [
    ...given.flatMap(([key, inner]) => {
      const attribute = attributes[key];
      if (attribute) return checkAttribute(`${path}.${key}`, inner, attribute);
      const blockType = blockTypes[key];
      if (blockType) return checkNestedBlock(`${path}.${key}`, inner, blockType);
      if (key === "dynamic") return [];
      return [{ path: `${path}.${key}`, message: "unknown argument" }];
    }),
    ...missing(path, attributes, given),
    ...Object.entries(blockTypes)
      .filter(
        ([key, { min_items: least = 0 }]) => least > 0 && !given.some(([name]) => name === key || name === "dynamic"),
      )
      .map(([key]) => ({ path: `${path}.${key}`, message: "missing block" })),
  ];
}

function missing(
  path: string,
  attributes: Readonly<Record<string, SchemaAttribute>>,
  given: readonly [string, unknown][],
): SchemaFinding[] {
  return Object.entries(attributes)
    .filter(([key, { required }]) => required === true && !given.some(([name]) => name === key))
    .map(([key]) => ({ path: `${path}.${key}`, message: "missing argument" }));
}

function checkNestedBlock(
  path: string,
  value: unknown,
  { block, min_items: least = 0, max_items: most }: SchemaBlockType,
): SchemaFinding[] {
  const blocks = Array.isArray(value) ? value : [value];
  const findings = blocks.flatMap((inner, index) => checkBlock(`${path}[${index}]`, inner, block));
  if (blocks.length < least)
    findings.push({ path, message: `got ${blocks.length} blocks, expected at least ${least}` });
  if (most !== undefined && most > 0 && blocks.length > most) {
    findings.push({ path, message: `got ${blocks.length} blocks, expected at most ${most}` });
  }
  return findings;
}

function checkAttribute(path: string, value: unknown, attribute: SchemaAttribute): SchemaFinding[] {
  if (attribute.computed === true && attribute.optional !== true && attribute.required !== true) {
    return [{ path, message: "is computed by the provider and cannot be given" }];
  }
  if (isExpression(value)) return [];
  if (attribute.nested_type) {
    const { nesting_mode: mode, attributes } = attribute.nested_type;
    const single = mode === "single" || mode === "group";
    const inner = single ? [["", value] as const] : elementsOf(value, mode === "map");
    if (!inner) return [{ path, message: `got ${kindOf(value)}, expected a ${mode}` }];
    return inner.flatMap(([key, element]) => checkBlock(`${path}${key}`, element, { attributes }));
  }
  return attribute.type === undefined ? [] : checkType(path, value, attribute.type);
}

function checkType(path: string, value: unknown, type: SchemaType): SchemaFinding[] {
  if (value === null || isExpression(value) || type === "dynamic") return [];
  if (typeof type === "string")
    return matches(value, type) ? [] : [{ path, message: `got ${kindOf(value)}, expected ${type}` }];
  if (type[0] === "object") {
    if (!isRecord(value)) return [{ path, message: `got ${kindOf(value)}, expected an object` }];
    const fields = type[1];
    return Object.entries(value).flatMap(([key, inner]) => {
      const field = fields[key];
      return field
        ? checkType(`${path}.${key}`, inner, field)
        : [{ path: `${path}.${key}`, message: "unknown argument" }];
    });
  }
  if (type[0] === "tuple") return [];
  const elements = elementsOf(value, type[0] === "map");
  const elementType = type[1];
  if (!elements) return [{ path, message: `got ${kindOf(value)}, expected a ${type[0]}` }];
  return elements.flatMap(([key, element]) => checkType(`${path}${key}`, element, elementType));
}

function elementsOf(value: unknown, map: boolean): (readonly [string, unknown])[] | undefined {
  if (map)
    return isRecord(value) ? Object.entries(value).map(([key, inner]) => [`["${key}"]`, inner] as const) : undefined;
  return Array.isArray(value) ? value.map((inner: unknown, index) => [`[${index}]`, inner] as const) : undefined;
}

/** Terraform converts between primitives where the text allows it. */
function matches(value: unknown, type: "string" | "number" | "bool"): boolean {
  switch (type) {
    case "string":
      return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    case "number":
      return (
        typeof value === "number" || (typeof value === "string" && value.trim() !== "" && !Number.isNaN(Number(value)))
      );
    case "bool":
      return typeof value === "boolean" || value === "true" || value === "false";
  }
}

function isExpression(value: unknown): boolean {
  return typeof value === "string" && value.includes("${");
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return value === null ? "null" : typeof value === "object" ? "an object" : `${typeof value} ${JSON.stringify(value)}`;
}
