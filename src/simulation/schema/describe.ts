import type {
  NestingMode,
  ProviderFacts,
  ResourceSchema,
  SchemaAttribute,
  SchemaBlock,
} from "../../terraform/provider-schema";

/** The protocol's numbers of the nesting modes. */
const NESTING: Readonly<Record<NestingMode, number>> = { single: 1, list: 2, set: 3, map: 4, group: 5 };

/** A provider's schemas as the protocol's `GetProviderSchema` answers them. */
export function describeProvider({ provider_schema: schemas }: ProviderFacts) {
  return {
    provider: { version: 0, block: describeBlock(schemas.provider.block) },
    resourceSchemas: describeSchemas(schemas.resource_schemas),
    dataSourceSchemas: describeSchemas(schemas.data_source_schemas ?? {}),
  };
}

function describeSchemas(schemas: Readonly<Record<string, ResourceSchema>>) {
  return Object.fromEntries(
    Object.entries(schemas).map(([type, { version, block }]) => [type, { version, block: describeBlock(block) }]),
  );
}

function describeBlock(block: SchemaBlock): object {
  return {
    attributes: describeAttributes(block.attributes ?? {}),
    blockTypes: Object.entries(block.block_types ?? {}).map(([typeName, type]) => ({
      typeName,
      block: describeBlock(type.block),
      nesting: NESTING[type.nesting_mode],
      minItems: type.min_items ?? 0,
      maxItems: type.max_items ?? 0,
    })),
    deprecated: block.deprecated === true,
  };
}

function describeAttributes(attributes: Readonly<Record<string, SchemaAttribute>>): object[] {
  return Object.entries(attributes).map(([name, attribute]) => ({
    name,
    ...(attribute.nested_type
      ? {
          nestedType: {
            attributes: describeAttributes(attribute.nested_type.attributes),
            nesting: NESTING[attribute.nested_type.nesting_mode],
          },
        }
      : { type: Buffer.from(JSON.stringify(attribute.type)) }),
    required: attribute.required === true,
    optional: attribute.optional === true,
    computed: attribute.computed === true,
    sensitive: attribute.sensitive === true,
    deprecated: attribute.deprecated === true,
    writeOnly: attribute.write_only === true,
  }));
}
