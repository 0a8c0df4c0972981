import { App, TerraformOutput, TerraformResource, TerraformStack } from "cdktf";
import { planMatchers } from "../../src/testing";
import setup from "../../src/testing/plan-setup";
import teardown from "../../src/testing/plan-teardown";

expect.extend(planMatchers);

/** A network whose address another stack takes over, with some things beside it. */
function cityOf(cidr: string, ...others: readonly string[]) {
  const app = new App();
  const network = new TerraformStack(app, "network");
  const subnet = data(network, "subnet", cidr);
  for (const name of others) data(network, name, "same");
  new TerraformOutput(network, "cidr", { value: subnet.getStringAttribute("output") });
  const cluster = new TerraformStack(app, "cluster");
  data(cluster, "nodes", subnet.getStringAttribute("output"));
  return { network, cluster };
}

function data(scope: TerraformStack, id: string, input: string): TerraformResource {
  const resource = new TerraformResource(scope, id, { terraformResourceType: "terraform_data" });
  resource.addOverride("input", input);
  return resource;
}

describe("toPlan", () => {
  it("counts what a stack creates from nothing", async () => {
    await expect(cityOf("10.0.0.0/16", "router").network).toPlan({ create: 2 });
  });

  it("plans a stack on another, and on what that one's upstream becomes", async () => {
    const before = cityOf("10.0.0.0/16", "old");
    const after = cityOf("10.1.0.0/16", "new");
    await expect(after.network).toPlan({ create: 1, update: 1, destroy: 1 }, { from: before.network });
    await expect(after.cluster).toPlan({ update: 1 }, { from: before.cluster });
    await expect(cityOf("10.0.0.0/16").cluster).toPlan({}, { from: before.cluster });
  });

  it("says what was planned instead", async () => {
    const { network } = cityOf("10.0.0.0/16");
    await expect(expect(network).toPlan({ create: 2 })).rejects.toThrow(
      "stack network\n" +
        "expected: create 2, update 0, replace 0, destroy 0\n" +
        "planned:  create 1, update 0, replace 0, destroy 0\n" +
        "  create  terraform_data.subnet\n",
    );
  });

  it("starts from a stack of the same name alone", async () => {
    const { network, cluster } = cityOf("10.0.0.0/16");
    await expect(expect(network).toPlan({}, { from: cluster })).rejects.toThrow(
      "the stack is network, the one to start from cluster: expected the same name",
    );
  });

  it("shares the providers of a test run that has started them", async () => {
    await setup();
    try {
      await expect(cityOf("10.0.0.0/16").network).toPlan({ create: 1 });
    } finally {
      await teardown();
    }
  });
});
