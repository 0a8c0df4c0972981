import { diskName, instanceName, keyPairName, resourceName } from "../../../src/clouds/ctyun/names";

describe("the name of a ctyun resource", () => {
  it.each(["ab", "prod-medical_api", "a".repeat(32), "医疗-prod"])("may be %s", (name) => {
    expect(resourceName(name)).toBe(name);
  });

  it.each(["1-medical", "prod.medical", "http-medical"])("may not be %s", (name) => {
    expect(() => resourceName(name)).toThrow(
      `got name "${name}", expected in ctyun letters, digits, hyphens and underscores, starting with a letter and not with http: change the identifiers that it is made of`,
    );
  });

  it.each(["", "a", "a".repeat(33)])("may not be as long as %p", (name) => {
    expect(() => resourceName(name)).toThrow(
      `got name "${name}" of ${name.length} characters, expected 2 to 32 in ctyun: change the identifiers that it is made of`,
    );
  });
});

describe("the name of a ctyun machine", () => {
  it.each(["m1", "prod-medical-worker-001", "m".repeat(63)])("may be %s", (name) => {
    expect(instanceName(name)).toBe(name);
  });

  it.each(["1m", "a--b", "node.medical", "worker-", "worker_1"])("may not be %s", (name) => {
    expect(() => instanceName(name)).toThrow(
      `got machine name "${name}", expected in ctyun lower-case letters, digits and single hyphens, starting with a letter: change the identifiers that it is made of`,
    );
  });

  it.each(["m", "m".repeat(64)])("may not be as long as %s", (name) => {
    expect(() => instanceName(name)).toThrow(
      `got machine name "${name}" of ${name.length} characters, expected 2 to 63 in ctyun: change the identifiers that it is made of`,
    );
  });
});

describe("the name of a ctyun disk", () => {
  it("may have 63 characters", () => {
    expect(diskName("d".repeat(63))).toBe("d".repeat(63));
  });

  it("may not have 64", () => {
    expect(() => diskName("d".repeat(64))).toThrow(
      `got disk name "${"d".repeat(64)}" of 64 characters, expected 2 to 63 in ctyun: change the identifiers that it is made of`,
    );
  });
});

describe("the name of a ctyun key pair", () => {
  it("may hold hyphens inside", () => {
    expect(keyPairName("prod-medical")).toBe("prod-medical");
  });

  it("may not end with one", () => {
    expect(() => keyPairName("prod-")).toThrow(
      'got key pair name "prod-" of 5 characters, ctyun allows 2 to 63 letters, digits and hyphens, starting with a letter and not ending with a hyphen: change the identifiers that it is made of',
    );
  });
});
