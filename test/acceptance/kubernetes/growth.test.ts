import { Cleanup } from "../../../src/simulation/engine/cleanup";
import { temporaryFolder } from "../../../src/simulation/engine/temporary-folder";
import { environmentNamed, SynthesizedFolder } from "../../app/support/synthesized";
import { synthesizeQuickly } from "../../verify/changes/support/synthesize-quickly";
import { editedEnvironment } from "../../verify/support/edited-environment";
import { until } from "../support/until";
import { TestbedCluster } from "./support/testbed-cluster";

const ENVIRONMENT = "prod";

/** Half of the replicas of each are in the cluster. */
const EDITS = [
  { of: "id: institution-portal", from: "replicas: 4", to: "replicas: 6" },
  { of: "id: resident-portal", from: "replicas: 12", to: "replicas: 18" },
  { of: "id: internet-chutian", from: "nodes: 8", to: "nodes: 12" },
];

describe("a number in the YAML of prod, once it is deployed", () => {
  const cleanup = new Cleanup();
  const before = environmentNamed(ENVIRONMENT);
  const cluster = before.clusterIn("chutian", "internet");
  let testbed: TestbedCluster;
  let first: readonly string[] = [];

  beforeAll(async () => {
    if (cluster?.kind !== "rke2") throw new Error("prod has no RKE2 cluster of zone internet in chutian");
    const after = editedEnvironment(ENVIRONMENT, EDITS, temporaryFolder(cleanup));
    const [old, grown] = [before, after].map((environment) => {
      const folder = new SynthesizedFolder(temporaryFolder(cleanup));
      synthesizeQuickly(environment, folder.folder);
      return folder;
    });
    const larger = after.clusterIn("chutian", "internet");
    if (!old || !grown || larger?.kind !== "rke2") throw new Error("the edited environment has another cluster");
    testbed = await TestbedCluster.start(old, ENVIRONMENT, cluster);
    cleanup.add(() => testbed.stop());
    expect(await testbed.deploy()).toEqual([]);
    expect(await testbed.workloads.unsettled()).toEqual([]);
    first = await testbed.nodeNames();
    expect(await testbed.growTo(grown, larger)).toEqual([]);
  });
  afterAll(() => cleanup.run());

  it("starts a service's pods", async () => {
    await until(async () => (await testbed.workloads.replicasOf("institution-portal")) === 3);
    expect(await testbed.workloads.unsettled()).toEqual([]);
  });

  it("has the autoscaler start those of a service that it grows", async () => {
    await until(async () => (await testbed.workloads.replicasOf("resident-portal")) === 9);
    expect(await testbed.workloads.unsettled()).toEqual([]);
    expect(await testbed.spreadFaults()).toEqual([]);
  });

  it("adds nodes, and leaves those that stand", async () => {
    const names = await testbed.nodeNames();
    expect(names).toEqual(expect.arrayContaining([...first]));
    expect(names).toHaveLength(first.length + 4);
  });
});
