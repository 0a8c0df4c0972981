import { fits } from "../../../src/simulation/schema/fits";
import type { FieldShape, Shape } from "../../../src/simulation/schema/shape";
import { Seed } from "../../../src/simulation/values/seed";
import type { Value } from "../../../src/simulation/wire/value";
import { providerFacts, PROVIDERS } from "../../../src/terraform/provider-schema";
import { created, shapeOf } from "./support";

/** They sign what they are given: their own tests give them keys. */
const SIGNING = ["tls_cert_request", "tls_locally_signed_cert", "tls_self_signed_cert"];

/** Arguments whose values are not free. */
const CHOICES: Readonly<Record<string, Value>> = {
  algorithm: "ECDSA",
  length: 20,
  min: 1,
  max: 9,
  cidr: "10.1.0.0/24",
};

const types = PROVIDERS.flatMap((name) => Object.keys(providerFacts(name).provider_schema.resource_schemas)).filter(
  (type) => !SIGNING.includes(type),
);

function someValue({ name, shape }: FieldShape): Value {
  const choice = CHOICES[name] ?? null;
  return choice !== null && fits(shape, choice) ? choice : someOf(shape);
}

function someOf(shape: Shape): Value {
  switch (shape.kind) {
    case "string":
      return "text";
    case "number":
      return 8;
    case "bool":
      return true;
    case "map":
      return {};
    case "list":
    case "set":
      return [someOf(shape.element)];
    case "tuple":
      return shape.elements.map(someOf);
    case "object":
      return Object.fromEntries(shape.fields.map((field) => [field.name, someValue(field)]));
    case "dynamic":
      return [Buffer.from('"string"'), "text"];
  }
}

/** A configuration with every argument that must be given, and every block once. */
function configurationOf(type: string): Record<string, Value> {
  const given = shapeOf(type).fields.filter(({ block, computed, optional }) => block || (!computed && !optional));
  return Object.fromEntries(given.map((field) => [field.name, someValue(field)]));
}

describe.each(types)("a new %s", (type) => {
  it("has values of its schema's types and nothing unknown, the same every time", () => {
    const state = created(type, configurationOf(type));
    expect(fits(shapeOf(type), state)).toBe(true);
    expect(created(type, configurationOf(type))).toEqual(state);
  });
});

it("gives two resources of the same configuration different ids", () => {
  const withIds = types.filter(
    (type) => /^(?:openstack|ctyun|tls)_/.test(type) && "id" in created(type, configurationOf(type)),
  );
  const routes = ["openstack_networking_router_route_v2", "openstack_networking_subnet_route_v2"];
  for (const type of withIds.filter((each) => !routes.includes(each))) {
    const ids = ["first", "second"].map((name) => created(type, configurationOf(type), { seed: Seed.of(name) }).id);
    expect([type, new Set(ids).size]).toEqual([type, 2]);
  }
});
