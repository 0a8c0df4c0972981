import { compileBlock } from "../../../src/simulation/schema/compile";
import { asLegacyState } from "../../../src/simulation/values/legacy-state";
import type { ValueObject } from "../../../src/simulation/wire/value";
import type { NestingMode, SchemaAttribute, SchemaBlock } from "../../../src/terraform/provider-schema";

const ATTRIBUTES: Readonly<Record<string, SchemaAttribute>> = {
  text: { type: "string", optional: true },
  number: { type: "number", optional: true },
  flag: { type: "bool", optional: true },
  list: { type: ["list", "string"], optional: true },
  map: { type: ["map", "string"], optional: true },
  secret: { type: "string", optional: true, write_only: true },
};

const NOTHING = { text: null, number: null, flag: null, list: null, map: null, secret: null };
const ZERO = { text: "", number: 0, flag: false, list: [], map: {}, secret: null };

function written(nesting_mode: NestingMode, state: ValueObject): ValueObject {
  const block: SchemaBlock = { attributes: ATTRIBUTES, block_types: { part: { nesting_mode, block: nested } } };
  return asLegacyState(compileBlock(block), { ...NOTHING, ...state });
}

const nested: SchemaBlock = {
  attributes: ATTRIBUTES,
  block_types: { inner: { nesting_mode: "list", block: { attributes: ATTRIBUTES } } },
};

describe("a state that the older SDK writes", () => {
  it("has zero values in a list's blocks, at every depth, and leaves the resource's own attributes null", () => {
    const part = { ...NOTHING, inner: [NOTHING] };
    expect(written("list", { part: [part] })).toEqual({ ...NOTHING, part: [{ ...ZERO, inner: [ZERO] }] });
  });

  it("keeps what is set", () => {
    const part = { ...ZERO, text: "a", number: 1, flag: true, inner: [] };
    expect(written("list", { part: [part] })).toEqual({ ...NOTHING, part: [part] });
  });

  it("has them in a set's blocks too, even of one that was planned without", () => {
    const part = { ...NOTHING, text: "a", inner: [] };
    expect(written("set", { part: [part] })).toEqual({ ...NOTHING, part: [{ ...ZERO, text: "a", inner: [] }] });
  });

  it("leaves a single block alone: the SDK has none but timeouts", () => {
    const part = { ...NOTHING, inner: [] };
    expect(written("single", { part })).toEqual({ ...NOTHING, part });
  });
});
