import { environmentNamed, synthesizeNamed, type SynthesizedFolder } from "../../app/support/synthesized";
import { isFullForm } from "../support/form";
import { TestbedCluster } from "./support/testbed-cluster";

const ENVIRONMENTS = isFullForm() ? ["dev", "staging", "prod"] : ["dev"];

const CLUSTERS = ENVIRONMENTS.flatMap((environment) =>
  environmentNamed(environment).specification.clusters.flatMap((cluster) =>
    cluster.kind === "rke2" ? [{ environment, cluster }] : [],
  ),
);

describe.each(CLUSTERS)("the API server of cluster $cluster.id of $environment", ({ environment, cluster }) => {
  let folder: SynthesizedFolder;
  let testbed: TestbedCluster;

  beforeAll(async () => {
    folder = synthesizeNamed([environment]);
    testbed = await TestbedCluster.start(folder, environment, cluster);
  });
  afterAll(async () => {
    await testbed.stop();
    folder.remove();
  });

  it("takes every object of the cluster's stacks whole, and warns of none", async () => {
    expect(await testbed.deploy()).toEqual([]);
  });

  it("gives every pod a node, as far apart as its service asks", async () => {
    expect(await testbed.workloads.unsettled()).toEqual([]);
    expect(await testbed.spreadFaults()).toEqual([]);
  });

  it("lets nothing in a vendor's namespace go around the platform", async () => {
    expect(await testbed.openings()).toEqual([]);
  });

  it("updates all services at once within their vendors' quotas, and leaves them apart", async () => {
    await testbed.workloads.updateAll();
    expect(await testbed.workloads.unsettled()).toEqual([]);
    expect(await testbed.spreadFaults()).toEqual([]);
  });

  it("has room for as many pods as autoscalers may ask for", async () => {
    await testbed.workloads.scaleAllToMaximum();
    expect(await testbed.workloads.unsettled()).toEqual([]);
    expect(await testbed.spreadFaults()).toEqual([]);
  });
});
