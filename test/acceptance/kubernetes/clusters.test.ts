import { environmentNamed, synthesizeNamed, type SynthesizedFolder } from "../../app/support/synthesized";
import { isFullForm } from "../support/form";
import { TestbedCluster } from "./support/testbed-cluster";

describe.each(["dev", "staging", "prod"])("the API server of %s", (environment) => {
  const clusters = environmentNamed(environment).specification.clusters.filter((each) => each.kind === "rke2");
  let folder: SynthesizedFolder;

  beforeAll(() => {
    folder = synthesizeNamed([environment]);
  });
  afterAll(() => {
    folder.remove();
  });

  describe.each(clusters)("in cluster $id", (cluster) => {
    let testbed: TestbedCluster;

    beforeAll(async () => {
      testbed = await TestbedCluster.start(folder, environment, cluster);
    });
    afterAll(async () => {
      await testbed.stop();
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

    // Where services are many and their quotas fullest; the long form tries it everywhere.
    if (!isFullForm() && (environment !== "prod" || cluster !== clusters[0])) return;

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
});
