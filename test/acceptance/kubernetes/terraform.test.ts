import { changedEnvironment } from "../../app/support/changed-environment";
import { environmentNamed } from "../../app/support/synthesized";
import { Verdict } from "../support/verdict";
import { isFullForm } from "../support/form";
import { record } from "../support/report";
import { TerraformCluster } from "./support/terraform-cluster";

const { sites, specification } = environmentNamed("dev");
const ENVIRONMENT = changedEnvironment("dev", { set: { state: { backend: "local" } } }, sites);

const ALL_CLUSTERS = specification.clusters.flatMap((cluster) => (cluster.kind === "rke2" ? [cluster] : []));

/** In the zone whose services are exposed, Helm has something to do with a chart of this repository. */
const CLUSTERS = isFullForm() ? ALL_CLUSTERS : ALL_CLUSTERS.filter(({ zone }) => zone === "internet").slice(0, 1);

describe.each(CLUSTERS)("the stacks of cluster $id of dev, deployed by Terraform", (specified) => {
  const verdict = new Verdict();
  let cluster: TerraformCluster;

  beforeAll(async () => {
    cluster = await TerraformCluster.start(ENVIRONMENT, specified);
  });
  afterAll(async () => {
    for (const row of cluster.rows(verdict.text)) record(row);
    await cluster.stop();
  });

  it(
    "find the API server where their providers are told",
    verdict.step(() => cluster.deploy()),
  );

  it(
    "leave nothing to plan",
    verdict.step(async () => {
      expect(await cluster.unsettled()).toEqual([]);
    }),
  );

  it(
    "make every object of a real provider there, and none of a simulated one",
    verdict.step(async () => {
      expect(await cluster.misplaced()).toEqual([]);
    }),
  );

  it(
    "leave nothing when they are destroyed",
    verdict.always(async () => {
      await cluster.destroy();
      expect(await cluster.leftovers()).toEqual([]);
    }),
  );
});
