import type { SchemaAttribute, SchemaBlock, NestingMode } from "../../../src/terraform/provider-schema";
import { planChange, type Plan } from "../../../src/simulation/planning/plan";
import { planRules } from "../../../src/simulation/planning/rules";
import { compileBlock } from "../../../src/simulation/schema/compile";
import { UNKNOWN, type Value } from "../../../src/simulation/wire/value";

const computed: SchemaAttribute = { type: "string", computed: true };
const optional: SchemaAttribute = { type: "string", optional: true };
const optionalComputed: SchemaAttribute = { type: "string", optional: true, computed: true };

interface Given {
  readonly block: SchemaBlock;
  readonly prior?: Value;
  readonly proposed: Value;
  readonly config: Value;
  readonly legacy?: boolean;
  readonly keeps?: readonly string[];
  readonly replaces?: readonly string[];
  readonly imported?: boolean;
}

function plan({ block, prior = null, legacy = false, keeps, replaces = [], imported = false, ...given }: Given): Plan {
  const shape = compileBlock(block);
  const facts = {
    provider: "cloud",
    version: "1.0.0",
    provider_schema: { provider: { block: {} }, resource_schemas: {} },
    requires_replace: { cloud_thing: replaces },
    ...(keeps ? { keeps_prior_value_on_update: { cloud_thing: keeps } } : {}),
  };
  const rules = planRules({ facts, type: "cloud_thing", shape, legacy });
  return planChange({ shape, rules, prior, imported, ...given });
}

function nestedBlock(nesting_mode: NestingMode, attributes: Readonly<Record<string, SchemaAttribute>>): SchemaBlock {
  return { block_types: { part: { nesting_mode, block: { attributes } } } };
}

function nestedAttribute(
  nesting_mode: NestingMode,
  attributes: Readonly<Record<string, SchemaAttribute>>,
): SchemaBlock {
  return { attributes: { part: { optional: true, nested_type: { nesting_mode, attributes } } } };
}

describe("the plan of a creation", () => {
  it("leaves what is configured, and makes every computed attribute that is not unknown", () => {
    const given = { id: null, name: "a", zone: null, label: null };
    const { planned, requiresReplace } = plan({
      block: { attributes: { id: computed, name: optionalComputed, zone: optionalComputed, label: optional } },
      proposed: given,
      config: given,
    });
    expect(planned).toEqual({ id: UNKNOWN, name: "a", zone: UNKNOWN, label: null });
    expect(requiresReplace).toEqual([]);
  });

  const parts = { id: null, name: "a" };
  const made = { id: UNKNOWN, name: "a" };
  it.each<[NestingMode, Value, Value]>([
    ["single", parts, made],
    ["group", parts, made],
    ["list", [parts, parts], [made, made]],
    ["set", [parts], [made]],
    ["map", { x: parts }, { x: made }],
  ])("makes computed attributes unknown in blocks and attributes nested as a %s", (mode, given, expected) => {
    for (const block of [
      nestedBlock(mode, { id: computed, name: optional }),
      nestedAttribute(mode, { id: computed, name: optional }),
    ]) {
      const { planned } = plan({ block, proposed: { part: given }, config: { part: given } });
      expect(planned).toEqual({ part: expected });
    }
  });

  it("makes a computed object unknown as a whole", () => {
    const block: SchemaBlock = {
      attributes: { part: { computed: true, nested_type: { nesting_mode: "single", attributes: { id: computed } } } },
    };
    expect(plan({ block, proposed: { part: null }, config: { part: null } }).planned).toEqual({ part: UNKNOWN });
  });

  it("passes on blocks that are not known yet, and values of a dynamic type", () => {
    const dynamic = [Buffer.from('"string"'), "x"];
    const given = { part: UNKNOWN, manifest: dynamic };
    const block: SchemaBlock = {
      ...nestedBlock("list", { id: computed }),
      attributes: { manifest: { type: "dynamic", optional: true } },
    };
    expect(plan({ block, proposed: given, config: given }).planned).toEqual(given);
  });

  it("never keeps a write-only value, at any depth", () => {
    const secret: SchemaAttribute = { type: "string", optional: true, write_only: true };
    const given = { secret: "s", part: [{ secret: "s" }] };
    const block = { ...nestedBlock("list", { secret }), attributes: { secret } };
    expect(plan({ block, proposed: given, config: given }).planned).toEqual({ secret: null, part: [{ secret: null }] });
  });
});

describe("the plan of an update", () => {
  const block: SchemaBlock = {
    attributes: { id: computed, address: computed, zone: optionalComputed, name: optional },
  };
  const prior = { id: "1", address: "10.0.0.1", zone: "z", name: "a" };
  const config = { id: null, address: null, zone: null, name: "b" };
  const proposed = { ...prior, name: "b" };

  it("keeps a newer provider's computed attributes only where the facts say so, and what could be configured", () => {
    const { planned } = plan({ block, prior, proposed, config, keeps: ["id"] });
    expect(planned).toEqual({ id: "1", address: UNKNOWN, zone: "z", name: "b" });
  });

  it("keeps the id when the facts do not say what a newer provider keeps", () => {
    expect(plan({ block, prior, proposed, config }).planned).toEqual({
      id: "1",
      address: UNKNOWN,
      zone: "z",
      name: "b",
    });
  });

  it("keeps all computed attributes of a provider on the older SDK", () => {
    expect(plan({ block, prior, proposed, config, legacy: true }).planned).toEqual({ ...prior, name: "b" });
  });

  it("is no change when nothing differs, in either kind of provider", () => {
    for (const legacy of [true, false]) {
      const result = plan({ block, prior, proposed: prior, config: { ...config, name: "a" }, legacy });
      expect(result).toEqual({ planned: prior, requiresReplace: [] });
    }
  });

  it("makes the computed attributes of an element that is added to a list unknown", () => {
    const part = nestedBlock("list", { id: computed, name: optional });
    const { planned } = plan({
      block: part,
      legacy: true,
      prior: { part: [{ id: "1", name: "a" }] },
      proposed: {
        part: [
          { id: "1", name: "a" },
          { id: null, name: "b" },
        ],
      },
      config: {
        part: [
          { id: null, name: "a" },
          { id: null, name: "b" },
        ],
      },
    });
    expect(planned).toEqual({
      part: [
        { id: "1", name: "a" },
        { id: UNKNOWN, name: "b" },
      ],
    });
  });

  it("finds the new element of a set by its computed attribute, which Terraform copied for the others", () => {
    const { planned } = plan({
      block: nestedBlock("set", { id: computed, name: optional }),
      legacy: true,
      prior: { part: [{ id: "1", name: "a" }] },
      proposed: {
        part: [
          { id: null, name: "0" },
          { id: "1", name: "a" },
        ],
      },
      config: {
        part: [
          { id: null, name: "0" },
          { id: null, name: "a" },
        ],
      },
    });
    expect(planned).toEqual({
      part: [
        { id: UNKNOWN, name: "0" },
        { id: "1", name: "a" },
      ],
    });
  });

  it.each<[string, Value, Value]>([
    ["a null and an empty text", null, ""],
    ["an empty text and a null", "", null],
    ["a null and false", null, false],
    ["a null and zero", null, 0],
    ["a null and an empty list", null, []],
    ["an empty map and a null", {}, null],
  ])("sees no change between %s in a provider on the older SDK", (_, before, after) => {
    const attributes = { part: { type: "dynamic", optional: true } } as const;
    const given = { prior: { part: before }, proposed: { part: after }, config: { part: after } };
    expect(plan({ block: { attributes }, legacy: true, ...given }).planned).toEqual({ part: before });
    expect(plan({ block: { attributes }, legacy: false, ...given }).planned).toEqual({ part: after });
  });
});

describe("a replacement", () => {
  function replaced(block: SchemaBlock, replaces: readonly string[], prior: Value, proposed: Value, imported = false) {
    const { requiresReplace } = plan({ block, replaces, prior, proposed, config: proposed, legacy: true, imported });
    return requiresReplace.map(({ steps }) => steps.flatMap((step): unknown[] => Object.values(step)));
  }

  it("is asked for where a value changes that the provider cannot change in place", () => {
    const block: SchemaBlock = { attributes: { cidr: optional, name: optional } };
    expect(replaced(block, ["cidr"], { cidr: "a", name: "n" }, { cidr: "b", name: "m" })).toEqual([["cidr"]]);
    expect(replaced(block, ["cidr"], { cidr: "a", name: "n" }, { cidr: "a", name: "m" })).toEqual([]);
    expect(replaced(block, ["cidr"], { cidr: "a", name: "n" }, { cidr: UNKNOWN, name: "n" })).toEqual([["cidr"]]);
    expect(replaced(block, ["cidr"], { cidr: "a", name: "n" }, { cidr: null, name: "n" })).toEqual([["cidr"]]);
  });

  it("names the element of a list, or the entry of a map, that changes", () => {
    const list = nestedBlock("list", { a: optional, b: optional });
    const before = [
      { a: "1", b: "1" },
      { a: "1", b: "1" },
    ];
    const after = [
      { a: "1", b: "2" },
      { a: "2", b: "1" },
    ];
    expect(replaced(list, ["part.a"], { part: before }, { part: after })).toEqual([["part", 1, "a"]]);
    const map = nestedBlock("map", { a: optional });
    expect(replaced(map, ["part.a"], { part: { x: { a: "1" } } }, { part: { x: { a: "2" } } })).toEqual([
      ["part", "x", "a"],
    ]);
    const single = nestedBlock("single", { a: optional });
    expect(replaced(single, ["part.a"], { part: { a: "1" } }, { part: null })).toEqual([["part", "a"]]);
  });

  it("names the set alone, and only when the values at the path differ, whatever their order", () => {
    const set = nestedBlock("set", { a: optional, b: optional });
    const before = [
      { a: "1", b: "1" },
      { a: "2", b: "1" },
    ];
    const sorted = [
      { a: "2", b: "0" },
      { a: "1", b: "9" },
    ];
    expect(replaced(set, ["part.a"], { part: before }, { part: sorted })).toEqual([]);
    expect(replaced(set, ["part.a"], { part: before }, { part: before.slice(1) })).toEqual([["part"]]);
  });

  it("follows an added or a removed element", () => {
    const list = nestedBlock("list", { a: optional });
    const one = { part: [{ a: "1" }] };
    const two = { part: [{ a: "1" }, { a: "2" }] };
    expect(replaced(list, ["part.a"], one, two)).toEqual([["part", 1, "a"]]);
    expect(replaced(list, ["part.a"], two, one)).toEqual([["part", 1, "a"]]);
    expect(replaced(list, ["part"], one, two)).toEqual([["part"]]);
  });

  it("is not asked for by what an import could not know", () => {
    const block: SchemaBlock = { attributes: { cidr: optional, name: optional } };
    expect(replaced(block, ["cidr", "name"], { cidr: null, name: "n" }, { cidr: "b", name: "m" }, true)).toEqual([
      ["name"],
    ]);
  });
});

describe("facts that lie", () => {
  const block: SchemaBlock = { attributes: { name: optional } };
  const given = { block, proposed: { name: null }, config: { name: null } };

  it("are refused when a replacing path is not in the schema", () => {
    expect(() => plan({ ...given, replaces: ["name", "spec.selector"] })).toThrow(
      "the facts of provider cloud 1.0.0 name cloud_thing.spec.selector, which its schema does not have; " +
        "correct its file in facts/providers",
    );
  });

  it("are refused when an attribute that is said to stay known is not in the schema", () => {
    expect(() => plan({ ...given, keeps: ["id"] })).toThrow("cloud_thing.id, which its schema does not have");
  });
});
