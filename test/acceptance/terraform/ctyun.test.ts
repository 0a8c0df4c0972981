import type { Environment } from "../../../src/environment/environment";
import { changedEnvironment } from "../../app/support/changed-environment";
import { environmentNamed } from "../../app/support/synthesized";
import { Verdict } from "../support/verdict";
import { record } from "../support/report";
import { TianyiPlans } from "./support/tianyi-plans";

/** The stacks whose resources are Tianyi Cloud's: its network, and the machines of its clusters. */
function tianyiStacks(environment: Environment): string[] {
  const clouds = environment.cloudIds.filter((id) => environment.cloud(id).provider === "ctyun");
  const clusters = environment.specification.clusters.filter(({ cloud }) => clouds.includes(cloud));
  return [...clouds.map((id) => `${id}-network`), ...clusters.map(({ id }) => `${id}-cluster`)]
    .map((part) => `${environment.name}-${part}`)
    .sort();
}

describe.each(["dev", "staging", "prod"])("the Tianyi stacks of %s", (name) => {
  const { sites } = environmentNamed(name);
  const environment = changedEnvironment(name, { set: { state: { backend: "local" } } }, sites);
  const stacks = tianyiStacks(environment);
  let plans: TianyiPlans;

  beforeAll(async () => {
    plans = await TianyiPlans.prepare(environment);
  });
  afterAll(async () => {
    await plans.stop();
  });

  it("are all that use the ctyun provider", () => {
    expect(plans.stacksWith("ctyun").sort()).toEqual(stacks);
  });

  it.each(stacks)("read nothing of the cloud for the plan of %s", (stack) => {
    expect(plans.dataSources(stack)).toEqual(["terraform_remote_state"]);
  });

  it.each(stacks)("are planned whole with keys that open nothing: %s", async (stack) => {
    const verdict = new Verdict();
    const step = verdict.always(async () => {
      expect(await plans.plan(stack)).toEqual(plans.creations(stack));
    });
    await step().finally(() => {
      record(plans.row(stack, verdict.text));
    });
  });
});
