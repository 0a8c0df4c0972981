import { readData } from "../../../src/simulation/data/read";
import type { DataFixtures } from "../../../src/simulation/data/fixtures";
import { compileBlock } from "../../../src/simulation/schema/compile";
import { UNKNOWN } from "../../../src/simulation/wire/value";

const TYPE = "openstack_images_image_v2";

const shape = compileBlock({
  attributes: {
    id: { type: "string", computed: true },
    name: { type: "string", optional: true, computed: true },
    size: { type: "number", computed: true },
    tags: { type: ["set", "string"], optional: true },
    properties: { type: ["map", "string"], computed: true },
    files: { type: ["list", ["object", { name: "string", size: "number" }]], computed: true },
  },
});

const asked = { id: null, name: "ubuntu", size: null, tags: null, properties: null, files: null };

function read(fixtures: DataFixtures, config = asked) {
  return readData(TYPE, shape, config, fixtures);
}

describe("a data source", () => {
  it("answers what the first fixture says that fits its arguments", () => {
    const state = read({
      [TYPE]: [
        { where: { name: "debian" }, attributes: { id: "1" } },
        { where: { name: "ubuntu" }, attributes: { id: "2", size: 5, properties: { os: "linux" } } },
        { attributes: { id: "3" } },
      ],
    });
    expect(state).toEqual({ ...asked, id: "2", size: 5, properties: { os: "linux" } });
  });

  it("keeps what is configured, whatever the fixture says", () => {
    expect(read({ [TYPE]: [{ attributes: { id: "1", name: "other" } }] })).toMatchObject({ id: "1", name: "ubuntu" });
  });

  it("completes objects with null, and has its type for an id that the fixture leaves out", () => {
    const state = read({ [TYPE]: [{ attributes: { files: [{ name: "disk" }] } }] });
    expect(state).toMatchObject({ id: TYPE, files: [{ name: "disk", size: null }] });
  });

  it("names the type, the arguments and the fixture to add when none fits", () => {
    expect(() => read({})).toThrow(
      `no fixture answers data source ${TYPE} with { "name": "ubuntu" }: the simulation reaches no cloud; ` +
        `add one to the data fixtures: "${TYPE}": [{ "where": { "name": "ubuntu" }, "attributes": { … } }]`,
    );
    expect(() => read({ [TYPE]: [{ where: { name: "debian" }, attributes: {} }] })).toThrow("no fixture answers");
  });

  it("writes arguments of every kind as JSON in that message", () => {
    const config = { name: 2n ** 60n, tags: ["a", true], properties: { a: null, b: UNKNOWN } };
    expect(() => readData(TYPE, shape, config, {})).toThrow(
      '{ "name": 1152921504606846976, "tags": ["a", true], "properties": { "b": (known after apply) } }',
    );
  });

  it("refuses a fixture with an attribute that the data source does not have", () => {
    expect(() => read({ [TYPE]: [{ attributes: { identity: "1" } }] })).toThrow(
      `the fixture of data source ${TYPE} has identity, allowed are files, id, name, properties, size, tags`,
    );
  });

  it("refuses a fixture with a value of another type, and says where", () => {
    expect(() => read({ [TYPE]: [{ attributes: { files: [{ size: "5" }] } }] })).toThrow(
      `the fixture of data source ${TYPE}, files[0].size: got "5", allowed is a number`,
    );
    expect(() => read({ [TYPE]: [{ attributes: { tags: {} } }] })).toThrow("tags: got {}, allowed is a set");
  });
});
