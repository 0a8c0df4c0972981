import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { city } from "./support/sample-city";
import { SampleProject } from "./support/sample-project";

describe("health-cloud plan", () => {
  let project: SampleProject;

  beforeEach(() => {
    project = new SampleProject();
  });

  afterEach(() => {
    expect(project.leftovers()).toEqual([]);
    project.remove();
  });

  it("plans everything from nothing with Terraform's own text", async () => {
    project.environment("dev", city("10.0.0.0/16"));
    const { exitCode, output, errors } = await project.plan(["dev"]);
    expect(output).toContain("# stack dev-network (new)\n");
    expect(output).toContain('+ input            = "10.0.0.0/16"');
    expect(output).toContain("Plan: 1 to add, 0 to change, 0 to destroy.");
    expect(errors).toMatch(
      /^synthesizing the working tree\nplanning 2 stacks with (?:Terraform|OpenTofu) \S+ and simulated/,
    );
    expect(exitCode).toBe(2);
  });

  it("plans the working tree on the base, and hands an upstream's new output on", async () => {
    project.environment("dev", city("10.0.0.0/16"));
    project.commit();
    project.environment("dev", city("10.1.0.0/16"));
    const { exitCode, output } = await project.plan(["dev", "--base", "main"]);
    expect(output).toContain('~ triggers_replace = "10.0.0.0/16" -> "10.1.0.0/16"');
    expect(output).toContain('~ input  = "10.0.0.0/16" -> "10.1.0.0/16"');
    expect(exitCode).toBe(2);
  });

  it("sums up, protected things first", async () => {
    project.environment("dev", {
      ...city("10.0.0.0/16", { old: {} }),
      "dev-vpn": { resource: { terraform_data: { key: {} } } },
    });
    project.commit();
    project.environment("dev", city("10.1.0.0/16"));
    const { output } = await project.plan(["dev", "--base", "main", "--summary"]);
    expect(output).toBe(
      [
        "PROTECTED: 1 resource carries prevent_destroy and would be lost",
        "  dev-network  replaced  terraform_data.network: triggers_replace",
        "",
        "dev-network: 0 created, 0 updated in place, 1 replaced, 1 destroyed",
        "  replaced  terraform_data.network: triggers_replace",
        "  destroyed  terraform_data.old: it is no longer in the configuration",
        "dev-cluster: 0 created, 1 updated in place, 0 replaced, 0 destroyed",
        "dev-vpn (no longer synthesized: nothing destroys it unless somebody does): 0 created, 0 updated in place, 0 replaced, 1 destroyed",
        "  destroyed  terraform_data.key",
        "3 stacks, 0 without changes: 0 created, 1 updated in place, 1 replaced, 2 destroyed",
        "",
      ].join("\n"),
    );
  });

  it("ends with 0 when nothing changes", async () => {
    project.environment("dev", city("10.0.0.0/16"));
    project.commit();
    const { exitCode, output } = await project.plan(["--base", "HEAD", "--summary"]);
    expect(output).toBe("2 stacks, 2 without changes: 0 created, 0 updated in place, 0 replaced, 0 destroyed\n");
    expect(exitCode).toBe(0);
  });

  it("has Terraform itself find nothing to change, when every plan is written", async () => {
    project.environment("dev", city("10.0.0.0/16"));
    project.commit();
    const { exitCode } = await project.plan(["--base", "HEAD", "--out", "plans"]);
    const plans = join(project.folder, "plans");
    expect(readdirSync(plans).sort()).toEqual([
      "dev-cluster.json",
      "dev-cluster.tfplan",
      "dev-network.json",
      "dev-network.tfplan",
    ]);
    expect(JSON.parse(readFileSync(join(plans, "dev-network.json"), "utf8"))).toMatchObject({
      resource_changes: [{ address: "terraform_data.network", change: { actions: ["no-op"] } }],
    });
    expect(exitCode).toBe(0);
  });

  it("raises the alarm above Terraform's text too, which knows nothing of a protection that was lifted", async () => {
    project.environment("dev", city("10.0.0.0/16"));
    project.commit();
    project.environment("dev", city("10.1.0.0/16"));
    const { output } = await project.plan(["--base", "main"]);
    expect(output.split("\n").slice(0, 4)).toEqual([
      "PROTECTED: 1 resource carries prevent_destroy and would be lost",
      "  dev-network  replaced  terraform_data.network: triggers_replace",
      "",
      "# stack dev-network",
    ]);
  });

  it("reports only the stacks that were asked for", async () => {
    project.environment("dev", city("10.0.0.0/16"));
    const { output } = await project.plan(["--stack", "*-cluster", "--summary"]);
    expect(output).toBe(
      "dev-cluster (new): 1 created, 0 updated in place, 0 replaced, 0 destroyed\n" +
        "1 stack, 0 without changes: 1 created, 0 updated in place, 0 replaced, 0 destroyed\n",
    );
  });

  it("reports every stack's failure at once and ends with 1", async () => {
    const broken = (name: string) => ({ resource: { terraform_data: { [name]: { inptu: 1 } } } });
    project.environment("dev", { one: broken("a"), two: broken("b") });
    const { exitCode, errors } = await project.plan(["dev"]);
    expect(errors).toContain("stack one: terraform plan failed\n");
    expect(errors).toContain("stack two: terraform plan failed\n");
    expect(errors).toContain('No argument or block type is named "inptu"');
    expect(exitCode).toBe(1);
  });

  it("refuses a provider without facts, by name", async () => {
    project.environment("dev", { one: { resource: { aws_vpc: { a: {} } } } });
    const { exitCode, errors } = await project.plan(["dev"]);
    expect(errors).toContain(
      "stack one uses registry.terraform.io/hashicorp/aws, for which there are no provider facts",
    );
    expect(exitCode).toBe(1);
  });

  it("says what to do about an unknown revision, and about a shallow clone", async () => {
    project.environment("dev", city("10.0.0.0/16"));
    project.commit();
    project.write("note", "second");
    project.commit();
    const unknown = await project.plan(["--base", "origin/main"]);
    expect(unknown.errors).toBe(
      "unknown revision origin/main: expected a branch, tag or commit that git rev-parse finds\n",
    );
    const clone = join(project.folder, "clone");
    project.git("clone", "--quiet", "--depth=1", `file://${project.folder}`, clone);
    const shallow = await project.plan(["--base", "HEAD~1"], {}, clone);
    expect(shallow.errors).toBe(
      "unknown revision HEAD~1: this clone is shallow and may lack it; run git fetch --unshallow " +
        "(in a CI job: check out with full history, such as fetch-depth: 0)\n",
    );
    expect([unknown.exitCode, shallow.exitCode]).toEqual([1, 1]);
  });

  it("says what failed when the base needs other packages that cannot be had", async () => {
    project.environment("dev", city("10.0.0.0/16"));
    project.commit();
    project.write("package-lock.json", '{"lockfileVersion":3}');
    const { exitCode, errors } = await project.plan(["--base", "main"]);
    expect(errors).toContain(
      "main needs other packages than the working tree (its package-lock.json differs), and npm ci failed there: " +
        "make its registry reachable, or choose a base with the same lock file\n",
    );
    expect(exitCode).toBe(1);
  });

  it("says what to install when there is no Terraform", async () => {
    project.environment("dev", city("10.0.0.0/16"));
    const { exitCode, errors } = await project.plan(["dev"], { TERRAFORM_BINARY_NAME: "no-terraform" });
    expect(errors).toContain("no-terraform, which cannot be run: install Terraform 1.9 or newer, or OpenTofu");
    expect(exitCode).toBe(1);
  });
});
