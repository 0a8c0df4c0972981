import { planChange, type Plan } from "../../../src/simulation/planning/plan";
import { providerCodeOf, type ProviderCode } from "../../../src/simulation/planning/provider-code";
import { planRules } from "../../../src/simulation/planning/rules";
import { compileBlock } from "../../../src/simulation/schema/compile";
import { Unknown, UNKNOWN, type Value } from "../../../src/simulation/wire/value";
import {
  providerFacts,
  PROVIDERS,
  type SchemaAttribute,
  type SchemaBlock,
} from "../../../src/terraform/provider-schema";

const optional: SchemaAttribute = { type: "string", optional: true };
const computed: SchemaAttribute = { type: "string", computed: true };
const optionalComputed: SchemaAttribute = { type: "string", optional: true, computed: true };

interface Given {
  readonly block: SchemaBlock;
  readonly code?: Partial<ProviderCode>;
  readonly prior?: Value;
  readonly config: Value;
  /** @default the configuration */
  readonly proposed?: Value;
  readonly legacy?: boolean;
}

function plan({ block, code = {}, prior = null, config, proposed = config, legacy = true }: Given): Plan {
  const shape = compileBlock(block);
  const facts = {
    ...{ provider: "cloud", version: "1.0.0", requires_replace: {} },
    provider_schema: { provider: { block: {} }, resource_schemas: {} },
  };
  const filled = { ...facts, defaults: {}, stored_as: {}, computed_blocks: {}, ...code };
  const rules = planRules({ facts, code: filled, type: "cloud_thing", shape, legacy });
  return planChange({ shape, rules, prior, config, proposed });
}

function blockOf(nesting_mode: "list" | "set", attributes: Readonly<Record<string, SchemaAttribute>>): SchemaBlock {
  return { block_types: { part: { nesting_mode, block: { attributes } } } };
}

describe("a default that a provider sets in code", () => {
  const block = { attributes: { mode: optional, name: optional } };
  const code = { defaults: { cloud_thing: { mode: "main" } } };

  it("is what an attribute becomes that the configuration leaves out", () => {
    expect(plan({ block, code, config: { mode: null, name: "a" } }).planned).toEqual({ mode: "main", name: "a" });
    expect(plan({ block, code, config: { mode: "other", name: "a" } }).planned).toEqual({ mode: "other", name: "a" });
  });

  it("comes back when a value is taken out of the configuration", () => {
    const prior = { mode: "other", name: "a" };
    expect(plan({ block, code, prior, config: { mode: null, name: "a" } }).planned).toEqual({
      mode: "main",
      name: "a",
    });
  });

  it("is no change when it is configured afterwards", () => {
    const prior = { mode: "main", name: "a" };
    expect(plan({ block, code, prior, config: prior }).planned).toBe(prior);
  });

  it("makes a computed attribute known before the apply, also in a provider on the newer framework", () => {
    const planned = plan({
      block: { attributes: { mode: optionalComputed, id: computed } },
      code,
      config: { mode: null, id: null },
      legacy: false,
    });
    expect(planned.planned).toEqual({ mode: "main", id: UNKNOWN });
  });

  it("reaches into blocks", () => {
    const inner = { defaults: { cloud_thing: { "part.mode": "main" } } };
    for (const mode of ["list", "set"] as const) {
      const given = { block: blockOf(mode, { mode: optional }), code: inner, config: { part: [{ mode: null }] } };
      expect(plan(given).planned).toEqual({ part: [{ mode: "main" }] });
    }
  });
});

describe("a text that a provider stores in another form", () => {
  const block = { attributes: { text: optional } };

  it.each<[ProviderCode["stored_as"][string][string], string, string]>([
    ["sha1", "#cloud-config\n", "c0af657a8122db11fb8541f90feab7871c2c3d71"],
    ["lowercase", "FD00::A/64", "fd00::a/64"],
    ["json", '{"b": [1, "<"], "a": {"d": 1, "c": null}}', '{"a":{"c":null,"d":1},"b":[1,"\\u003c"]}'],
    ["json", "no JSON", "no JSON"],
  ])("is planned as its %s", (form, given, stored) => {
    const code = { stored_as: { cloud_thing: { text: form } } };
    expect(plan({ block, code, config: { text: given } }).planned).toEqual({ text: stored });
    const prior = { text: stored };
    expect(plan({ block, code, prior, config: { text: given } }).planned).toBe(prior);
  });

  it("promises nothing of a value that is not known yet: its form may begin otherwise", () => {
    const code = { stored_as: { cloud_thing: { text: "sha1" as const } } };
    const begun = new Unknown(Uint8Array.of(1));
    expect(plan({ block, code, config: { text: begun } }).planned).toEqual({ text: new Unknown() });
  });
});

describe("a block that a provider fills in when none is configured", () => {
  const block = blockOf("list", { name: optional });
  const code = { computed_blocks: { cloud_thing: ["part"] } };

  it("is unknown in a creation, and stays what it was in an update", () => {
    expect(plan({ block, code, config: { part: [] } }).planned).toEqual({ part: UNKNOWN });
    const prior = { part: [{ name: "chosen" }] };
    expect(plan({ block, code, prior, config: { part: [] } }).planned).toBe(prior);
  });

  it("is what is configured otherwise", () => {
    const prior = { part: [{ name: "chosen" }] };
    const config = { part: [{ name: "given" }] };
    expect(plan({ block, code, prior, config }).planned).toEqual(config);
  });
});

describe("a set of a provider on the older SDK", () => {
  const block = blockOf("set", { id: computed, name: optional, tags: { type: ["list", "string"], optional: true } });

  it("has empty texts and lists in its new elements where nothing is configured", () => {
    const element = { id: null, name: null, tags: null };
    expect(plan({ block, config: { part: [element] } }).planned).toEqual({
      part: [{ id: UNKNOWN, name: "", tags: [] }],
    });
  });

  it("keeps an element that differs by nothing but what is empty, with its computed values", () => {
    const prior = { part: [{ id: "1", name: "", tags: [] }] };
    const element = { id: null, name: null, tags: null };
    expect(plan({ block, prior, config: { part: [element] } }).planned).toBe(prior);
  });

  it("takes two elements that are now the same for a change", () => {
    const prior = {
      part: [
        { id: "1", name: "a", tags: [] },
        { id: "2", name: "b", tags: [] },
      ],
    };
    const element = { id: null, name: "a", tags: null };
    expect(plan({ block, prior, config: { part: [element, element] } }).planned).not.toBe(prior);
  });

  it("of texts is unknown as a whole as soon as one element is", () => {
    const texts = { attributes: { tags: { type: ["set", "string"], optional: true } } } as const;
    expect(plan({ block: texts, config: { tags: ["a", UNKNOWN] } }).planned).toEqual({ tags: UNKNOWN });
    expect(plan({ block: texts, config: { tags: ["a", UNKNOWN] }, legacy: false }).planned).toEqual({
      tags: ["a", UNKNOWN],
    });
  });
});

describe("the facts of a provider's code", () => {
  const withCode = PROVIDERS.filter((name) => providerCodeOf(name) !== undefined);

  it("exist for the providers whose source could be read", () => {
    expect(withCode).toEqual(["openstack", "helm", "tls", "random"]);
  });

  it.each(withCode)("of %s are of the release whose schema the facts have, and fit it", (name) => {
    const facts = providerFacts(name);
    const code = providerCodeOf(name);
    expect(code).toMatchObject({ provider: facts.provider, version: facts.version });
    const types = Object.keys({ ...code?.defaults, ...code?.stored_as, ...code?.computed_blocks });
    for (const type of types) {
      const schema = facts.provider_schema.resource_schemas[type];
      expect([type, schema !== undefined]).toEqual([type, true]);
      const shape = compileBlock(schema?.block ?? {});
      expect(() => planRules({ facts, code, type, shape, legacy: false })).not.toThrow();
    }
  });

  it("are refused when they name a path that the schema does not have", () => {
    const block = { attributes: { name: optional } };
    const config = { name: null };
    const problem = "the facts of provider cloud 1.0.0 name cloud_thing.mode, which its schema does not have; ";
    for (const code of [
      { defaults: { cloud_thing: { mode: "main" } } },
      { stored_as: { cloud_thing: { mode: "sha1" as const } } },
      { computed_blocks: { cloud_thing: ["mode"] } },
    ]) {
      expect(() => plan({ block, code, config })).toThrow(`${problem}correct its file in facts/provider-code`);
    }
  });

  it("are refused when a default is of another type", () => {
    const given = { block: { attributes: { name: optional } }, config: { name: null } };
    expect(() => plan({ ...given, code: { defaults: { cloud_thing: { name: true } } } })).toThrow(
      "name cloud_thing.name, whose default true is no string; correct its file in facts/provider-code",
    );
  });
});
