import { evaluateValue, type Resolve } from "./expressions";
import { isRecord, type JsonRecord } from "./json-record";
import { apiValue, attributeField, base64, blockField, isNotRead, isProviderOnly } from "./kubernetes-fields";
import { kubernetesType, type KubernetesType } from "./kubernetes-types";
import { META_ARGUMENTS } from "./meta-arguments";
import {
  providerFacts,
  type SchemaAttribute,
  type SchemaBlock,
  type SchemaBlockType,
  type SchemaType,
} from "./provider-schema";

/** A Kubernetes object as its API takes it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: KubernetesMetadata;
  readonly [field: string]: unknown;
}

export interface KubernetesMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** A resource with its arguments, as a stack's JSON has them, or a plan's, or a state's. */
export interface TerraformResource {
  readonly type: string;
  /** For messages. */
  readonly address: string;
  readonly values: JsonRecord;
}

/**
 * The object that a resource of Terraform's Kubernetes provider makes. Names follow from the provider's schema by rule; what
 * stands in a map, such as a label, is left as it is.
 *
 * @param resolve what the references in its arguments yield. Left out for a plan or a state, where nothing is left to evaluate.
 * @throws Error with address and argument when an argument does not exist, has no counterpart in the API, or refers to what
 * is not known.
 */
export function kubernetesObject(resource: TerraformResource, resolve?: Resolve): KubernetesObject {
  const { type, address, values } = resource;
  if (type === "kubernetes_manifest") return manifestOf(resource, resolve);
  const kind = kubernetesType(type);
  const schema = providerFacts("kubernetes").provider_schema.resource_schemas[type];
  if (!kind || !schema) throw new Error(`${address}: ${type} is not read as a Kubernetes object`);
  const given = Object.entries(values).filter(([name]) => !META_ARGUMENTS.has(name));
  for (const name of ["count", "for_each"]) {
    if (values[name] !== undefined) throw new Error(`${address}.${name}: a resource that is repeated is not read`);
  }
  const reading = { kind, evaluate: evaluation(resolve) };
  const fields = readBlock(reading, address, type, Object.fromEntries(given), schema.block);
  const { metadata, ...others } = fields;
  const object = {
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    metadata: { ...placement(kind, schema.block), ...(isRecord(metadata) ? metadata : {}) },
    ...others,
  };
  if (isKubernetesObject(object)) return object;
  throw new Error(`${address}.metadata: got no name, expected the one that the object is known by`);
}

/** An object has its type, its kind and a name; what merely mentions another object has no metadata. */
export function isKubernetesObject(value: unknown): value is KubernetesObject {
  return (
    isRecord(value) &&
    typeof value.apiVersion === "string" &&
    typeof value.kind === "string" &&
    isRecord(value.metadata) &&
    typeof value.metadata.name === "string"
  );
}

function manifestOf({ address, values }: TerraformResource, resolve?: Resolve): KubernetesObject {
  const manifest = at(`${address}.manifest`, () => evaluation(resolve)(values.manifest));
  if (isKubernetesObject(manifest)) return manifest;
  throw new Error(`${address}.manifest: expected an object with apiVersion, kind and a name in its metadata`);
}

/** What an object has where its arguments do not say otherwise; the provider's default namespace is `default`. */
function placement({ name }: KubernetesType, { block_types: blocks }: SchemaBlock): JsonRecord {
  const isNamespaced = blocks?.metadata?.block.attributes?.namespace !== undefined;
  return { ...(name !== undefined && { name }), ...(isNamespaced && { namespace: "default" }) };
}

interface Reading {
  readonly kind: KubernetesType;
  readonly evaluate: (value: unknown) => unknown;
}

function evaluation(resolve: Resolve | undefined): Reading["evaluate"] {
  return resolve ? (value) => evaluateValue(value, resolve) : (value) => value;
}

/** @param name of the block, by which some of its arguments are told from others of the same name. */
function readBlock(reading: Reading, path: string, name: string, values: JsonRecord, schema: SchemaBlock): JsonRecord {
  const fields: Record<string, unknown> = {};
  for (const [argument, value] of Object.entries(values)) {
    if (isAbsent(value) || isProviderOnly(argument)) continue;
    const argumentPath = `${path}.${argument}`;
    if (isNotRead(argument, name)) throw new Error(`${argumentPath}: has no counterpart in the API that is read`);
    const read = readArgument(reading, argumentPath, argument, name, value, schema);
    if (!read) continue;
    const field = reading.kind.fields?.[argument] ?? read.field;
    const before = fields[field];
    // A Secret's text and its binary data are one map in the API.
    fields[field] = isRecord(before) && isRecord(read.value) ? { ...before, ...read.value } : read.value;
  }
  return fields;
}

/** A plan names every block that could stand there, with an empty list. */
function isAbsent(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

interface ReadArgument {
  readonly field: string;
  readonly value: unknown;
}

/** Undefined for what only the provider writes. */
function readArgument(
  reading: Reading,
  path: string,
  argument: string,
  parent: string,
  value: unknown,
  schema: SchemaBlock,
): ReadArgument | undefined {
  const attribute = schema.attributes?.[argument];
  if (attribute) {
    const isComputed = attribute.computed === true && attribute.optional !== true;
    return isComputed ? undefined : readAttribute(reading, path, argument, value, attribute);
  }
  const blockType = schema.block_types?.[argument];
  if (!blockType) throw new Error(`${path}: unknown argument`);
  const blocks = readBlocks(reading, path, argument, value, blockType);
  const { field, isList } = blockField(argument, parent, blockType.max_items !== 1);
  if (!isList && blocks.length > 1) throw new Error(`${path}: got ${blocks.length} blocks, expected one`);
  return { field, value: isList ? blocks : blocks[0] };
}

function readAttribute(
  { kind, evaluate }: Reading,
  path: string,
  argument: string,
  value: unknown,
  { type = "dynamic" }: SchemaAttribute,
): ReadArgument {
  const typed = at(path, () => converted(evaluate(value), type));
  const isEncoded = kind.encoded?.includes(argument) === true && isRecord(typed);
  return {
    field: attributeField(argument),
    value: isEncoded
      ? Object.fromEntries(Object.entries(typed).map(([key, text]) => [key, base64(String(text))]))
      : apiValue(argument, typed),
  };
}

function readBlocks(
  reading: Reading,
  path: string,
  name: string,
  value: unknown,
  { block }: SchemaBlockType,
): JsonRecord[] {
  const blocks: unknown[] = Array.isArray(value) ? value : [value];
  return blocks.map((each, index) => {
    const blockPath = blocks.length > 1 ? `${path}[${index}]` : path;
    if (isRecord(each)) return readBlock(reading, blockPath, name, each, block);
    throw new Error(`${blockPath}: got ${JSON.stringify(each)}, expected a block`);
  });
}

/** Terraform turns primitives into each other where an argument's type asks for it. */
function converted(value: unknown, type: SchemaType): unknown {
  if (value === null) return null;
  if (type === "string") return isPrimitive(value) ? String(value) : unfit(value, type);
  if (type === "number") return Number.isNaN(Number(value)) ? unfit(value, type) : Number(value);
  if (type === "bool") return typeof value === "boolean" ? value : (BOOLEANS.get(value) ?? unfit(value, type));
  if (type === "dynamic") return value;
  const [collection, inner] = type;
  if (collection === "map") {
    if (!isRecord(value)) return unfit(value, collection);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, converted(item, inner)]));
  }
  if (collection !== "list" && collection !== "set") return value;
  return Array.isArray(value) ? value.map((item) => converted(item, inner)) : unfit(value, collection);
}

function isPrimitive(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

const BOOLEANS = new Map<unknown, boolean>([
  ["true", true],
  ["false", false],
]);

function unfit(value: unknown, type: string): never {
  throw new Error(`got ${JSON.stringify(value)}, expected a ${type}`);
}

/** Says where an error happened. */
function at<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
