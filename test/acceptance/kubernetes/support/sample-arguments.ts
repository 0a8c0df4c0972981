import { isRecord, type JsonRecord } from "../../../../src/terraform/json-record";
import { isNotRead } from "../../../../src/terraform/kubernetes-fields";
import { providerFacts, type SchemaBlock, type SchemaType } from "../../../../src/terraform/provider-schema";

/** Reads as text, as a number, as a file mode, as a quantity and as base64. */
const SAMPLE = "1111";

/** Arguments for a resource type that leave nothing out: every attribute and every block, once. */
export function sampleArguments(type: string): JsonRecord {
  const schema = providerFacts("kubernetes").provider_schema.resource_schemas[type];
  if (!schema) throw new Error(`the provider has no resource type ${type}`);
  const values = sampleBlock(type, schema.block);
  const metadata = isRecord(values.metadata) ? values.metadata : {};
  const { namespace } = metadata;
  return {
    ...values,
    metadata: { ...metadata, name: "sample", ...(namespace !== undefined && { namespace: "default" }) },
  };
}

function sampleBlock(name: string, { attributes = {}, block_types: blocks = {} }: SchemaBlock): JsonRecord {
  return Object.fromEntries(
    [
      ...Object.entries(attributes).map(([argument, { type = "dynamic" }]) => [argument, sampleValue(type)] as const),
      ...Object.entries(blocks)
        .filter(([argument]) => !isNotRead(argument, name))
        .map(([argument, { block }]) => [argument, [sampleBlock(argument, block)]] as const),
    ].filter(([argument]) => !isNotRead(argument, name)),
  );
}

function sampleValue(type: SchemaType): unknown {
  if (type === "number") return Number(SAMPLE);
  if (type === "bool") return true;
  if (typeof type === "string") return SAMPLE;
  const [collection, inner] = type;
  if (collection === "map") return { key: sampleValue(inner) };
  return collection === "list" || collection === "set" ? [sampleValue(inner)] : {};
}
