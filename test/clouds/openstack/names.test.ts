import { machineName, resourceName } from "../../../src/clouds/openstack/names";

describe("names of OpenStack resources", () => {
  it("may have 1 to 255 characters", () => {
    expect(resourceName("a")).toBe("a");
    expect(resourceName("a".repeat(255))).toBe("a".repeat(255));
  });

  it("are refused when empty or longer", () => {
    expect(() => resourceName("")).toThrow(
      'got a name of 0 characters (""), OpenStack allows 1 to 255: shorten the identifiers it is made of',
    );
    expect(() => resourceName(`prod-${"x".repeat(251)}`)).toThrow(
      `got a name of 256 characters ("prod-${"x".repeat(35)}"), OpenStack allows 1 to 255: shorten the identifiers it is made of`,
    );
  });
});

describe("names of machines", () => {
  it("may have up to 63 characters of a host name", () => {
    expect(machineName(`a${"-1".repeat(31)}`)).toBe(`a${"-1".repeat(31)}`);
  });

  it.each(["", "1st", "prod_worker", "Prod", "worker-", "a".repeat(64)])('refuse "%s"', (name) => {
    expect(() => machineName(name)).toThrow(
      `got machine name "${name}", allowed are 1 to 63 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen: it becomes the host name, so change the identifiers it is made of`,
    );
  });
});
