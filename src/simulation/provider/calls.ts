import { providerFacts, type ProviderName } from "../../terraform/provider-schema";
import type { DataFixtures } from "../data/fixtures";
import { readData } from "../data/read";
import { providerCodeOf } from "../planning/provider-code";
import { ERROR, type Diagnostic, type Request, type Response, type TypeCalls } from "../protocol/messages";
import { describeProvider } from "../schema/describe";
import type { AddressBook } from "../values/address-book";
import { decode, encode } from "../wire/codec";
import { CATALOG } from "./catalog";
import type { Identities } from "./identities";
import { ProviderTypes } from "./resource-types";
import { Resources } from "./resources";

/** What Terraform may spare itself: it need not ask each process of the provider for its schemas again. */
const CAPABILITIES = { planDestroy: false, getProviderSchemaOptional: true };

type TypeHandlers = { readonly [Call in keyof TypeCalls]: (request: Request<Call>) => Response<Call> };

/** What one simulated provider answers, call by call. */
export interface ProviderCalls {
  readonly types: TypeHandlers;
  /** The answer to `GetProviderSchema`. */
  readonly describe: () => object;
  /** The answer to `GetMetadata`. */
  readonly list: () => object;
}

/** What the simulated providers of one run share: the clouds' contents. */
export interface SimulatedClouds {
  readonly identities: Identities;
  readonly addresses: AddressBook;
  readonly fixtures: DataFixtures;
}

export function providerCalls(name: ProviderName, { identities, addresses, fixtures }: SimulatedClouds): ProviderCalls {
  const facts = providerFacts(name);
  const provider = CATALOG[name];
  const types = new ProviderTypes(facts, providerCodeOf(name), provider.legacy);
  const resources = new Resources(provider, types, identities, addresses);
  let description: object | undefined;
  return {
    describe: () => (description ??= { ...describeProvider(facts), serverCapabilities: CAPABILITIES }),
    list: () => ({
      serverCapabilities: CAPABILITIES,
      resources: Object.keys(facts.provider_schema.resource_schemas).map((typeName) => ({ typeName })),
      dataSources: Object.keys(facts.provider_schema.data_source_schemas ?? {}).map((typeName) => ({ typeName })),
    }),
    types: {
      ValidateResourceConfig: (request) => resources.validate(request),
      ValidateDataResourceConfig: ({ typeName }) => {
        types.dataSource(typeName);
        return {};
      },
      UpgradeResourceState: (request) => resources.upgrade(request),
      ReadResource: (request) => resources.read(request),
      PlanResourceChange: (request) => resources.plan(request),
      ApplyResourceChange: (request) => resources.apply(request),
      ImportResourceState: (request) => resources.import(request),
      ReadDataSource: ({ typeName, config }) => {
        const state = readData(
          typeName,
          types.dataSource(typeName),
          decode(config.msgpack ?? new Uint8Array()),
          fixtures,
        );
        return { state: { msgpack: encode(state) } };
      },
    },
  };
}

/** An error as Terraform shows it. */
export function diagnosticOf(error: unknown, call: string, type: string): Diagnostic {
  const detail = error instanceof Error ? error.message : String(error);
  return { severity: ERROR, summary: `Simulated provider: ${call} of ${type} failed`, detail };
}
