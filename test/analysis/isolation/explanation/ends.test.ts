import { endAddresses } from "../../../../src/analysis/isolation/explanation/ends";
import type { Intent } from "../../../../src/analysis/isolation/judgement/intent";
import { addressesOf, formatAddresses } from "../../../../src/analysis/sets/ipv4-addresses";
import { ServiceSet } from "../../../../src/analysis/sets/service-set";

const INTENT: Intent = {
  zones: [{ cloud: "chutian", zone: "medical", addresses: addressesOf("10.16.0.0/16") }],
  sites: [{ name: "site/hospital-001", addresses: addressesOf("10.128.0.0/22") }],
  separated: [],
  connections: ["chutian", "tianyi"].map((cloud, index) => ({
    cloud,
    from: { name: "medical/worker", addresses: addressesOf(`10.${16 + index}.8.0/24`) },
    to: { name: "outside/external-registry", addresses: addressesOf("198.51.100.130") },
    services: ServiceSet.parse("tcp/443"),
    why: "infrastructure images",
    source: "environments/prod.yaml:1:1",
  })),
  sourceOf: () => undefined,
};

const ends = (text: string, intent = INTENT) => formatAddresses(endAddresses(intent, text));

describe("an end of a connection", () => {
  it.each([
    ["an address", "10.16.0.30", "10.16.0.30"],
    ["a block", "10.16.0.0/30", "10.16.0.0/30"],
    ["a zone", "zone/medical", "10.16.0.0/16"],
    ["a site", "site/hospital-001", "10.128.0.0/22"],
    ["a role in both clouds", "medical/worker", "10.16.8.0/24, 10.17.8.0/24"],
    ["a role in one cloud", "tianyi/medical/worker", "10.17.8.0/24"],
    ["an external endpoint", "outside/external-registry", "198.51.100.130"],
  ])("is %s", (_, text, expected) => {
    expect(ends(text)).toBe(expected);
  });

  it("is told what exists when it is none of these", () => {
    expect(() => ends("site/hospital-002")).toThrow(
      'got "site/hospital-002", expected an address, a block, internet, a site as site/ID, pods as cluster/namespace/workload, or one of medical/worker, outside/external-registry, zone/medical',
    );
  });

  it("names no sites where none are declared", () => {
    expect(() => ends("site/hospital-001", { ...INTENT, sites: [] })).toThrow("internet, pods as");
  });
});
