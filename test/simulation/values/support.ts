import { CATALOG } from "../../../src/simulation/provider/catalog";
import { compileBlock } from "../../../src/simulation/schema/compile";
import { planChange } from "../../../src/simulation/planning/plan";
import { providerCodeOf } from "../../../src/simulation/planning/provider-code";
import { planRules } from "../../../src/simulation/planning/rules";
import type { ObjectShape } from "../../../src/simulation/schema/shape";
import { AddressBook } from "../../../src/simulation/values/address-book";
import { fillComputed } from "../../../src/simulation/values/fill";
import { Seed } from "../../../src/simulation/values/seed";
import { isObject, type Value, type ValueObject } from "../../../src/simulation/wire/value";
import { emptyState } from "../../../src/simulation/provider/resources";
import { providerFacts, providerOf, type ProviderName } from "../../../src/terraform/provider-schema";

export interface Applied {
  readonly seed?: Seed;
  readonly addresses?: AddressBook;
}

/** A resource as the simulation leaves it after its creation. */
export function created(
  type: string,
  config: Readonly<Record<string, Value>>,
  { seed = Seed.of(type), addresses = new AddressBook() }: Applied = {},
): ValueObject {
  const provider = providerNamed(type);
  const shape = shapeOf(type);
  const given = { ...emptyState(shape), ...config };
  const { legacy } = CATALOG[provider];
  const rules = planRules({ facts: providerFacts(provider), code: providerCodeOf(provider), type, shape, legacy });
  const { planned } = planChange({ shape, rules, prior: null, proposed: given, config: given });
  if (!isObject(planned)) throw new Error(`${type}: nothing is planned`);
  return fillComputed(shape, CATALOG[provider].values, { type, seed, planned, addresses });
}

export function shapeOf(type: string): ObjectShape {
  const schema = providerFacts(providerNamed(type)).provider_schema.resource_schemas[type];
  if (!schema) throw new Error(`${type}: no provider with facts has it`);
  return compileBlock(schema.block);
}

function providerNamed(type: string): ProviderName {
  const provider = providerOf(type);
  if (!provider) throw new Error(`${type}: no provider with facts has it`);
  return provider;
}
