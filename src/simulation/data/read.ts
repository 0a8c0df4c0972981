import type { ObjectShape, Shape } from "../schema/shape";
import { equal, isObject, type Value, type ValueObject } from "../wire/value";
import { describe, toValue } from "./convert";
import type { DataFixture, DataFixtures } from "./fixtures";

/**
 * What a data source answers: its configuration, completed by the first fixture that fits.
 *
 * @throws when no fixture fits, or when one names what the data source does not have
 */
export function readData(type: string, shape: ObjectShape, config: Value, fixtures: DataFixtures): ValueObject {
  const given = isObject(config) ? config : {};
  const fixture = (fixtures[type] ?? []).find((each) => fits(each, type, shape, given));
  if (!fixture) throw new Error(missing(type, given));
  const answered = convert(type, shape, fixture.attributes);
  const state = shape.fields.map(({ name }) => {
    const configured = given[name] ?? null;
    const isUnset = configured === null || (Array.isArray(configured) && configured.length === 0);
    return [name, isUnset ? (answered[name] ?? configured) : configured] as const;
  });
  const values = Object.fromEntries(state);
  return "id" in values && values.id === null ? { ...values, id: type } : values;
}

function fits({ where = {} }: DataFixture, type: string, shape: ObjectShape, config: ValueObject): boolean {
  return Object.entries(convert(type, shape, where)).every(([name, value]) => equal(value, config[name] ?? null));
}

function convert(type: string, shape: ObjectShape, values: Readonly<Record<string, unknown>>): ValueObject {
  const shapes = new Map<string, Shape>(shape.fields.map((field) => [field.name, field.shape]));
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const inner = shapes.get(name);
      if (!inner)
        throw new Error(
          `the fixture of data source ${type} has ${name}, allowed are ${[...shapes.keys()].sort().join(", ")}`,
        );
      return [name, toValue(value, inner, `the fixture of data source ${type}, ${name}`)];
    }),
  );
}

function missing(type: string, config: ValueObject): string {
  const given = Object.entries(config).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  );
  const where = `{ ${given.map(([name, value]) => `${JSON.stringify(name)}: ${describe(value)}`).join(", ")} }`;
  return (
    `no fixture answers data source ${type} with ${where}: the simulation reaches no cloud; ` +
    `add one to the data fixtures: ${JSON.stringify(type)}: [{ "where": ${where}, "attributes": { … } }]`
  );
}
