import { diskName, keyPairName, machineName, resourceName } from "../../../src/clouds/ctyun/names";

describe("the name of a ctyun resource", () => {
  it.each(["ab", "prod-medical_api", "a".repeat(32), "医疗-prod"])("may be %s", (name) => {
    expect(resourceName(name)).toBe(name);
  });

  it.each(["a", "a".repeat(33), "1-medical", "prod.medical", "http-medical", ""])("may not be %p", (name) => {
    expect(() => resourceName(name)).toThrow(
      `got name "${name}" of ${name.length} characters, ctyun allows 2 to 32 letters, digits, hyphens and underscores, starting with a letter and not with http: shorten or change the identifiers it is made of`,
    );
  });
});

describe("the name of a ctyun machine", () => {
  it.each(["m1", "prod-medical-worker-001", "node.medical", "m".repeat(63)])("may be %s", (name) => {
    expect(machineName(name)).toBe(name);
  });

  it.each(["m", "m".repeat(64), "1m", "a--b", "a.-b", "worker-", "worker_1"])("may not be %p", (name) => {
    expect(() => machineName(name)).toThrow(
      `got machine name "${name}" of ${name.length} characters, ctyun allows 2 to 63 letters, digits, single hyphens and dots, starting with a letter and ending with a letter or digit: it becomes the host name, so change the identifiers it is made of`,
    );
  });
});

describe("the name of a ctyun disk", () => {
  it("may have 63 characters", () => {
    expect(diskName("d".repeat(63))).toBe("d".repeat(63));
  });

  it("may not have 64", () => {
    expect(() => diskName("d".repeat(64))).toThrow(
      `got disk name "${"d".repeat(64)}" of 64 characters, ctyun allows 2 to 63 ASCII letters, digits, dots, hyphens and underscores, starting with a letter: shorten the name of the machines`,
    );
  });
});

describe("the name of a ctyun key pair", () => {
  it("may hold hyphens inside", () => {
    expect(keyPairName("prod-medical")).toBe("prod-medical");
  });

  it("may not end with one", () => {
    expect(() => keyPairName("prod-")).toThrow(
      'got key pair name "prod-" of 5 characters, ctyun allows 2 to 63 letters, digits and hyphens, starting with a letter and not ending with a hyphen: change the identifiers it is made of',
    );
  });
});
