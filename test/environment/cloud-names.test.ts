import {
  dataDiskName,
  loadBalancerName,
  machineGroupName,
  machineName,
  nameProblem,
  networkName,
  securityGroupName,
  subnetName,
} from "../../src/environment/cloud-names";

describe("the names that the clouds are given", () => {
  it("are made of environment, zone and use", () => {
    expect(networkName("prod", "medical")).toBe("prod-medical");
    expect(subnetName("worker", "a")).toBe("worker-a");
    expect(securityGroupName("prod", "medical", "control-plane")).toBe("prod-medical-control-plane");
    expect(loadBalancerName("prod", "medical", "api")).toBe("prod-medical-api");
    expect(loadBalancerName("prod", "exchange", "exchange")).toBe("prod-exchange");
    expect(machineGroupName("prod", "medical", "data", 2)).toBe("prod-medical-data-g2");
    expect(machineName("prod-medical-data-g2", "001")).toBe("prod-medical-data-g2-001");
    expect(dataDiskName("prod-medical-data-g2-001", 1)).toBe("prod-medical-data-g2-001-data-1");
  });
});

describe("a name in ctyun", () => {
  it("has 2 to 32 characters", () => {
    expect(nameProblem("ctyun", "resource", "a".repeat(32))).toBeUndefined();
    expect(nameProblem("ctyun", "resource", "a")).toBe('got name "a" of 1 characters, expected 2 to 32 in ctyun');
    expect(nameProblem("ctyun", "resource", "a".repeat(33))).toBe(
      `got name "${"a".repeat(33)}" of 33 characters, expected 2 to 32 in ctyun`,
    );
  });

  it("leaves room for the parts of a load balancer", () => {
    expect(nameProblem("ctyun", "load-balancer", "a".repeat(25))).toBeUndefined();
    expect(nameProblem("ctyun", "load-balancer", "a".repeat(26))).toBe(
      `got load balancer name "${"a".repeat(26)}" of 26 characters, expected 2 to 25 in ctyun`,
    );
  });

  it("starts with a letter, and not with http", () => {
    const expected =
      "expected in ctyun letters, digits, hyphens and underscores, starting with a letter and not with http";
    expect(nameProblem("ctyun", "resource", "1-medical")).toBe(`got name "1-medical", ${expected}`);
    expect(nameProblem("ctyun", "resource", "http-proxies")).toBe(`got name "http-proxies", ${expected}`);
  });
});

describe("a machine's name", () => {
  it.each(["openstack", "ctyun"] as const)("is a host name in %s", (provider) => {
    expect(nameProblem(provider, "machine", "prod-medical-data-g1-001")).toBeUndefined();
    expect(nameProblem(provider, "machine", "prod_medical")).toBe(
      `got machine name "prod_medical", expected in ${provider} lower-case letters, digits and single hyphens, starting with a letter`,
    );
    expect(nameProblem(provider, "machine", "a".repeat(64))).toBe(
      `got machine name "${"a".repeat(64)}" of 64 characters, expected 2 to 63 in ${provider}`,
    );
  });
});
