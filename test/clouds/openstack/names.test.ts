import { diskName, instanceName, resourceName } from "../../../src/clouds/openstack/names";

describe("the names of OpenStack's resources and disks", () => {
  it.each([resourceName, diskName])("may have 1 to 255 characters", (accept) => {
    expect(accept("a")).toBe("a");
    expect(accept("a".repeat(255))).toBe("a".repeat(255));
  });

  it("are refused when empty or longer", () => {
    expect(() => resourceName("")).toThrow(
      'got name "" of 0 characters, expected 1 to 255 in openstack: change the identifiers that it is made of',
    );
    expect(() => diskName("x".repeat(256))).toThrow(
      `got disk name "${"x".repeat(256)}" of 256 characters, expected 1 to 255 in openstack: change the identifiers that it is made of`,
    );
  });
});

describe("the name of an instance", () => {
  it("may have up to 63 characters of a host name", () => {
    expect(instanceName(`a${"-1".repeat(31)}`)).toBe(`a${"-1".repeat(31)}`);
  });

  it.each(["1st", "prod_worker", "Prod", "worker-"])("may not be %s", (name) => {
    expect(() => instanceName(name)).toThrow(
      `got machine name "${name}", expected in openstack lower-case letters, digits and single hyphens, starting with a letter: change the identifiers that it is made of`,
    );
  });

  it("may not be longer than a host name", () => {
    expect(() => instanceName("a".repeat(64))).toThrow(
      `got machine name "${"a".repeat(64)}" of 64 characters, expected 2 to 63 in openstack: change the identifiers that it is made of`,
    );
  });
});
