import { App } from "cdktf";
import type { Environment } from "../../src/environment/environment";
import { EnvironmentStacks } from "../../src/stacks/environment-stacks";
import { resourceAddresses } from "../../src/testing";
import { addressSummary, foldNames } from "./support/address-summary";
import { changedEnvironment, valueAt, type Edits } from "./support/changed-environment";
import { environmentNamed } from "./support/synthesized";

expect.addSnapshotSerializer({ test: (value) => typeof value === "string", serialize: String });

function addressesOf(environment: Environment): string[] {
  const app = new App();
  new EnvironmentStacks(app, environment);
  return resourceAddresses(app);
}

describe("a summary of addresses", () => {
  it("folds names that differ in one part, and numbers without a gap into a range", () => {
    expect(foldNames(["worker_port-001", "worker_port-002", "worker_port-003", "worker_port-007"])).toEqual([
      "worker_port-{001,002,003,007}",
    ]);
    expect(foldNames(["worker_port-001", "worker_port-002", "worker_port-003"])).toEqual(["worker_port-{001..003}"]);
    expect(foldNames(["a-tcp-1", "a-tcp-2", "a-udp-1", "a-udp-2", "b-tcp-1"])).toEqual([
      "a-{tcp,udp}-{1,2}",
      "b-tcp-1",
    ]);
  });

  it("changes with every single address, even where the folded names stay the same", () => {
    const before = addressSummary(["net: vpc.medical_vpc_00000001"]);
    const after = addressSummary(["net: vpc.medical_vpc_00000002"]);
    expect(after).not.toBe(before);
    expect(after.replace(/[0-9a-f]{12}/, "")).toBe(before.replace(/[0-9a-f]{12}/, ""));
  });
});

describe("the addresses of prod", () => {
  it("are a contract: a change here replaces or moves what stands", () => {
    expect(addressSummary(addressesOf(environmentNamed("prod")))).toMatchSnapshot();
  }, 240_000);
});

describe("the addresses of what stands", () => {
  const { sites } = environmentNamed("dev");
  const before = addressesOf(changedEnvironment("dev", {}, sites));

  const additions: Record<string, Edits> = {
    "a service before the others": { prepend: { services: { ...valueAt("dev", "services.1"), id: "added" } } },
    "a vendor before the others": {
      prepend: {
        vendors: { ...valueAt("dev", "vendors.0"), id: "vendor-01" },
        services: { ...valueAt("dev", "services.1"), id: "added", vendor: "vendor-01" },
      },
    },
    "a flow before the others": {
      prepend: {
        "services.0.flows": { ...valueAt("dev", "services.0.flows.0"), to: "service:added", exchangePort: 9099 },
        services: { ...valueAt("dev", "services.1"), id: "added" },
      },
    },
    "a site before the others": {
      sites: [
        {
          id: "added",
          name: "Added",
          kind: "primary-care",
          district: "District 01",
          access: "ipsec",
          cidr: "10.194.9.0/24",
          peerAddress: "192.0.2.250",
        },
      ],
    },
    "a supernet of sites before the others": {
      prepend: { "sites.supernets": { cidr: "10.193.0.0/16", access: "line" } },
    },
    "a worker": { set: { "clusters.0.pools.0.nodes": 2, "clusters.1.pools.0.nodes": 2 } },
    "two servers of a control plane": {
      set: { "clusters.0.controlPlane.nodes": 3, "clusters.1.controlPlane.nodes": 3 },
    },
    "a pool before the others": {
      prepend: { "clusters.0.pools": { ...valueAt("dev", "clusters.0.pools.0"), id: "added" } },
    },
    "a generation beside the present one": {
      set: { "clusters.1.pools.0.generation": 2, "clusters.1.pools.0.retiring": [1] },
    },
    "an external endpoint before the others": {
      prepend: {
        externalEndpoints: {
          ...valueAt("dev", "externalEndpoints.0"),
          id: "added",
          addresses: ["198.51.100.210/32"],
          exchangePort: 9299,
        },
      },
    },
    "an address of an external endpoint before the others": {
      prepend: { "externalEndpoints.0.addresses": "198.51.100.200/32" },
    },
    "an office of the operators before the others": {
      prepend: { "clouds.chutian.management.operators": "10.250.9.0/24" },
    },
    "a dedicated line before the others": {
      prepend: {
        "clouds.chutian.lines": { ...valueAt("dev", "clouds.chutian.lines.0"), id: "added", nextHop: "10.24.0.7" },
      },
    },
    "an availability zone": {
      prepend: { "clouds.chutian.availabilityZones": { id: "b", name: "wuhan-b" } },
      set: { "clouds.chutian.zones.internet.subnets.2.slots.b": 20 },
    },
    "a subnet before the others": {
      prepend: { "clouds.tianyi.zones.medical.subnets": { role: "data", slots: { a: 9 } } },
    },
  };

  it.each(Object.entries(additions))("stay when one adds %s", (_, edits) => {
    const after = new Set(addressesOf(changedEnvironment("dev", edits, sites)));
    expect(before.filter((address) => !after.has(address))).toEqual([]);
    expect(after.size).toBeGreaterThan(before.length);
  });

  it("stay when clusters, clouds' lines and services change their order", () => {
    const reversed = changedEnvironment("dev", {}, [...sites].reverse());
    reversed.specification.services.reverse();
    reversed.specification.clusters.reverse();
    for (const id of reversed.cloudIds) reversed.cloud(id).lines.reverse();
    expect(addressesOf(reversed)).toEqual(before);
  });
});
