import type { Value, ValueObject } from "../wire/value";
import type { AddressBook } from "./address-book";
import type { Seed } from "./seed";

/** What a resource's computed values are made from. */
export interface ComputedContext {
  readonly type: string;
  readonly seed: Seed;
  /** The planned resource, in which the values to be made are still unknown. */
  readonly planned: ValueObject;
  readonly addresses: AddressBook;
}

/** Computed values by path (`metadata.uid`); what is not named gets a value by its name and type. */
export type ComputedValues = Readonly<Record<string, Value>>;

/** Makes the values that one resource type computes. */
export type ComputedMaker = (context: ComputedContext) => ComputedValues;

/** What a provider's cloud computes. */
export interface ProviderValues {
  /** The `id` of a resource whose type has no maker that gives it one. */
  id(context: ComputedContext): string;
  /** A value for an attribute of any of the provider's types, undefined when only its name and type can say. */
  attribute?(path: string, context: ComputedContext): Value | undefined;
  readonly resources: Readonly<Record<string, ComputedMaker>>;
}
