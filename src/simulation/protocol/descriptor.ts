import type { fromJSON } from "@grpc/proto-loader";

type Namespace = Parameters<typeof fromJSON>[0];
type Nested = NonNullable<Namespace["nested"]>;
type Field = readonly [id: number, type: string, rule?: "repeated" | "map"];
type Fields = Readonly<Record<string, Field>>;

/** A message by its fields: each has its number, its type, and whether it is one, repeated, or a map from strings. */
function message(fields: Fields = {}, nested: Nested = {}) {
  const described = Object.entries(fields).map(([name, field]) => [name, describe(field)] as const);
  return { fields: Object.fromEntries(described), nested };
}

function describe([id, type, rule]: Field): { id: number; type: string; rule?: string; keyType?: string } {
  if (rule === "map") return { id, type, keyType: "string" };
  return rule === undefined ? { id, type } : { id, type, rule };
}

/** What a call takes and answers. */
function call(request: Fields, response: Fields): Namespace {
  return { nested: { Request: message(request), Response: message(response) } };
}

/** A service whose calls' messages stand in namespaces of the calls' names. */
function service(calls: Nested) {
  const methods = Object.keys(calls).map(
    (name) => [name, { requestType: `${name}.Request`, responseType: `${name}.Response`, comment: "" }] as const,
  );
  return { methods: Object.fromEntries(methods) };
}

const CALLS: Nested = {
  GetMetadata: call(
    {},
    {
      serverCapabilities: [1, "ServerCapabilities"],
      diagnostics: [2, "Diagnostic", "repeated"],
      dataSources: [3, "TypeName", "repeated"],
      resources: [4, "TypeName", "repeated"],
    },
  ),
  GetProviderSchema: call(
    {},
    {
      provider: [1, "Schema"],
      resourceSchemas: [2, "Schema", "map"],
      dataSourceSchemas: [3, "Schema", "map"],
      diagnostics: [4, "Diagnostic", "repeated"],
      serverCapabilities: [6, "ServerCapabilities"],
    },
  ),
  ValidateProviderConfig: call({ config: [1, "DynamicValue"] }, { diagnostics: [2, "Diagnostic", "repeated"] }),
  ConfigureProvider: call(
    { terraformVersion: [1, "string"], config: [2, "DynamicValue"] },
    { diagnostics: [1, "Diagnostic", "repeated"] },
  ),
  ValidateResourceConfig: call(
    { typeName: [1, "string"], config: [2, "DynamicValue"], clientCapabilities: [3, "ClientCapabilities"] },
    { diagnostics: [1, "Diagnostic", "repeated"] },
  ),
  ValidateDataResourceConfig: call(
    { typeName: [1, "string"], config: [2, "DynamicValue"] },
    { diagnostics: [1, "Diagnostic", "repeated"] },
  ),
  UpgradeResourceState: call(
    { typeName: [1, "string"], version: [2, "int64"], rawState: [3, "RawState"] },
    { upgradedState: [1, "DynamicValue"], diagnostics: [2, "Diagnostic", "repeated"] },
  ),
  ReadResource: call(
    { typeName: [1, "string"], currentState: [2, "DynamicValue"], private: [3, "bytes"] },
    { newState: [1, "DynamicValue"], diagnostics: [2, "Diagnostic", "repeated"], private: [3, "bytes"] },
  ),
  PlanResourceChange: call(
    {
      typeName: [1, "string"],
      priorState: [2, "DynamicValue"],
      proposedNewState: [3, "DynamicValue"],
      config: [4, "DynamicValue"],
      priorPrivate: [5, "bytes"],
    },
    {
      plannedState: [1, "DynamicValue"],
      requiresReplace: [2, "AttributePath", "repeated"],
      plannedPrivate: [3, "bytes"],
      diagnostics: [4, "Diagnostic", "repeated"],
      legacyTypeSystem: [5, "bool"],
    },
  ),
  ApplyResourceChange: call(
    {
      typeName: [1, "string"],
      priorState: [2, "DynamicValue"],
      plannedState: [3, "DynamicValue"],
      config: [4, "DynamicValue"],
      plannedPrivate: [5, "bytes"],
    },
    {
      newState: [1, "DynamicValue"],
      private: [2, "bytes"],
      diagnostics: [3, "Diagnostic", "repeated"],
      legacyTypeSystem: [4, "bool"],
    },
  ),
  ImportResourceState: call(
    { typeName: [1, "string"], id: [2, "string"] },
    { importedResources: [1, "ImportedResource", "repeated"], diagnostics: [2, "Diagnostic", "repeated"] },
  ),
  ReadDataSource: call(
    { typeName: [1, "string"], config: [2, "DynamicValue"] },
    { state: [1, "DynamicValue"], diagnostics: [2, "Diagnostic", "repeated"] },
  ),
  GetFunctions: call({}, { diagnostics: [2, "Diagnostic", "repeated"] }),
  StopProvider: call({}, { error: [1, "string"] }),
};

const MESSAGES: Nested = {
  DynamicValue: message({ msgpack: [1, "bytes"], json: [2, "bytes"] }),
  Diagnostic: message({ severity: [1, "int32"], summary: [2, "string"], detail: [3, "string"] }),
  AttributePath: message(
    { steps: [1, "Step", "repeated"] },
    { Step: message({ attributeName: [1, "string"], elementKeyString: [2, "string"], elementKeyInt: [3, "int64"] }) },
  ),
  RawState: message({ json: [1, "bytes"], flatmap: [2, "string", "map"] }),
  ServerCapabilities: message({ planDestroy: [1, "bool"], getProviderSchemaOptional: [2, "bool"] }),
  ClientCapabilities: message({ deferralAllowed: [1, "bool"], writeOnlyAttributesAllowed: [2, "bool"] }),
  TypeName: message({ typeName: [1, "string"] }),
  ImportedResource: message({ typeName: [1, "string"], state: [2, "DynamicValue"], private: [3, "bytes"] }),
  Schema: message(
    { version: [1, "int64"], block: [2, "Block"] },
    {
      Block: message({
        version: [1, "int64"],
        attributes: [2, "Attribute", "repeated"],
        blockTypes: [3, "NestedBlock", "repeated"],
        deprecated: [6, "bool"],
      }),
      Attribute: message({
        name: [1, "string"],
        type: [2, "bytes"],
        required: [4, "bool"],
        optional: [5, "bool"],
        computed: [6, "bool"],
        sensitive: [7, "bool"],
        deprecated: [9, "bool"],
        nestedType: [10, "NestedType"],
        writeOnly: [11, "bool"],
      }),
      NestedBlock: message({
        typeName: [1, "string"],
        block: [2, "Block"],
        nesting: [3, "int32"],
        minItems: [4, "int64"],
        maxItems: [5, "int64"],
      }),
      NestedType: message({ attributes: [1, "Attribute", "repeated"], nesting: [3, "int32"] }),
    },
  ),
};

/**
 * Version 6 of Terraform's plugin protocol, as far as the simulation speaks it, and the one call of gRPC's health service.
 * The fields' numbers are the protocol's; a field that is not served is left out, for protocol buffers skip what they do not know.
 */
export const PROTOCOL: Namespace = {
  nested: {
    tfplugin6: { nested: { ...MESSAGES, ...CALLS, Provider: service(CALLS) } },
    grpc: {
      nested: {
        health: {
          nested: {
            v1: {
              nested: {
                Check: call({ service: [1, "string"] }, { status: [1, "int32"] }),
                Health: service({ Check: {} }),
              },
            },
          },
        },
      },
    },
  },
};
