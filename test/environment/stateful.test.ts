import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { environmentSchema, type EnvironmentSpecification } from "../../src/environment/schema/environment";
import { renderStatefulRecord, statefulThings } from "../../src/environment/stateful";

const dev = environmentSchema.parse(
  parse(readFileSync(join(__dirname, "..", "..", "environments", "dev.yaml"), "utf8")),
);

/** The specification with its first cluster alone, which has a data pool of the given generations. */
function withDataPool(generation: number, retiring: readonly number[]): EnvironmentSpecification {
  const [cluster] = dev.clusters;
  if (cluster?.kind !== "rke2") throw new Error("the first cluster of dev is not of kind rke2");
  const [pool] = cluster.pools;
  if (!pool) throw new Error("the first cluster of dev has no pool");
  const data = {
    ...pool,
    id: "data",
    role: "data" as const,
    nodes: 1,
    generation,
    retiring: [...retiring],
    dataDisksGiB: [100, 200],
  };
  return { ...dev, clusters: [{ ...cluster, pools: [pool, data] }] };
}

describe("the stateful things of an environment", () => {
  it("are its authority for services, too, where it has one", () => {
    expect(statefulThings(dev).map(({ id }) => id)).not.toContain("services-authority");
    expect(statefulThings({ ...dev, certificates: { medical: { kind: "authority" } } })).toContainEqual({
      id: "services-authority",
      kind: "certificate-authorities",
    });
  });

  it("are servers, authorities, API addresses, data machines and their disks, sorted", () => {
    expect(statefulThings(withDataPool(1, []))).toEqual([
      { id: "cluster/medical-chutian/api-load-balancer", kind: "api-load-balancer" },
      { id: "cluster/medical-chutian/certificate-authorities", kind: "certificate-authorities" },
      { id: "cluster/medical-chutian/control-plane/g1/001", kind: "control-plane-machine" },
      { id: "cluster/medical-chutian/pool/data/g1/001", kind: "data-machine" },
      { id: "cluster/medical-chutian/pool/data/g1/001/disk-1", kind: "data-disk" },
      { id: "cluster/medical-chutian/pool/data/g1/001/disk-2", kind: "data-disk" },
    ]);
  });

  it("stand in every generation until it is retired", () => {
    const machines = statefulThings(withDataPool(2, [1])).filter(({ kind }) => kind === "data-machine");
    expect(machines.map(({ id }) => id)).toEqual([
      "cluster/medical-chutian/pool/data/g1/001",
      "cluster/medical-chutian/pool/data/g2/001",
    ]);
  });
});

describe("the record of a release", () => {
  it("has the version of each cluster, and one thing a line", () => {
    const { clusters } = withDataPool(1, []);
    const lines = renderStatefulRecord({ ...dev, clusters }).split("\n");
    expect(lines.slice(0, 7)).toEqual([
      "{",
      '  "environment": "dev",',
      '  "versions": {',
      '    "medical-chutian": "v1.35.7+rke2r1"',
      "  },",
      '  "things": [',
      '    "cluster/medical-chutian/api-load-balancer",',
    ]);
  });

  it("has the cloud controller of each cluster that has one, since it is never changed", () => {
    const clusters = withDataPool(1, []).clusters.map((cluster) => ({
      ...cluster,
      cloudController: "openstack" as const,
    }));
    const lines = renderStatefulRecord({ ...dev, clusters }).split("\n");
    expect(lines.slice(5, 8)).toEqual(['  "cloudControllers": {', '    "medical-chutian": "openstack"', "  },"]);
  });
});
