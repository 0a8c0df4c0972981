import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isolationDifference, isWithoutDifference } from "../../../../src/analysis/isolation/difference/difference";
import { placeMatrix } from "../../../../src/analysis/isolation/explanation/matrix";
import { analyseIsolation } from "../../../../src/analysis/isolation/isolation";
import { lint } from "../../../../src/analysis/lint/lint";
import { NO_INTENT, readSynthesized } from "../../../../src/app/isolation";
import { planProject } from "../../../../src/app/plan";
import { readTerraform } from "../../../../src/terraform/read-terraform";
import { ROOT } from "../../../cli/support/build";
import { synthesizedEnvironments } from "../../support/synthesized-environments";
import { RealPlans } from "./support/real-plan";

const MODULES = join(__dirname, "modules");

/** What a folder of plans lets pass, beside what the same stacks of dev let pass as they are synthesized. */
function besideSynthesized(plans: string) {
  const { files: planned, notRead } = readTerraform(plans);
  const { files, intent } = readSynthesized("dev", synthesizedEnvironments().folder);
  const names = new Set(planned.map(({ name }) => name));
  const synthesized = files.filter(({ name }) => names.has(name));
  const before = { ...analyseIsolation(synthesized, intent), intent };
  const after = { ...analyseIsolation(planned, intent), intent };
  return {
    notRead,
    stacks: [...names],
    paths: before.paths.all.length,
    difference: isolationDifference(before, after),
    lint: [lint(synthesized, intent).findings, lint(planned, intent).findings] as const,
  };
}

describe("plans of real Terraform with the real OpenStack provider", () => {
  const real = new RealPlans();

  afterAll(() => {
    real.remove();
  });

  it("let pass what dev's synthesized networks and clusters let pass", () => {
    const stacks = ["dev-chutian-network", "dev-internet-chutian-cluster", "dev-medical-chutian-cluster"];
    for (const stack of stacks) real.planStack(stack, synthesizedEnvironments().folder);
    const compared = besideSynthesized(real.plans);
    expect(compared.stacks).toEqual(stacks);
    expect(compared.paths).toBeGreaterThan(50);
    expect(isWithoutDifference(compared.difference)).toBe(true);
    expect(compared.lint[1]).toEqual(compared.lint[0]);
  });

  it("show what somebody else's modules let pass: repeated by count and for_each, with generated blocks", () => {
    real.planModules("modules", MODULES);
    const { files } = readTerraform(join(real.plans, "modules.json"));
    const { notUnderstood, ...reachability } = analyseIsolation(files, NO_INTENT);
    const web = (index: number) => `module.tier["web"].openstack_compute_instance_v2.this[${index}]`;
    const database = 'module.tier["database"].openstack_compute_instance_v2.this[0]';
    expect(notUnderstood).toEqual([]);
    expect(
      placeMatrix(reachability, NO_INTENT).map(({ from, to, services }) => `${from} -> ${to}: ${services.toString()}`),
    ).toEqual([
      `internet -> ${web(0)}: tcp/443`,
      `${web(0)} -> ${database}: tcp/5432, tcp/6432`,
      `${web(1)} -> ${database}: tcp/5432, tcp/6432`,
    ]);
  });
});

describe("plans of health-cloud plan --out", () => {
  const plans = mkdtempSync(join(tmpdir(), "health-cloud-plans-"));

  beforeAll(async () => {
    await planProject({
      project: ROOT,
      environments: ["dev"],
      everyPlan: true,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      use: (made) => {
        for (const { stack, jsonFile } of made)
          if (jsonFile !== undefined) writeFileSync(join(plans, `${stack}.json`), readFileSync(jsonFile));
      },
    });
  }, 300_000);

  afterAll(() => {
    rmSync(plans, { recursive: true, force: true });
  });

  it("let pass what the synthesized stacks of both clouds let pass", () => {
    const compared = besideSynthesized(plans);
    expect(compared.stacks).toEqual(synthesizedEnvironments().stackNames("dev"));
    expect(compared.paths).toBeGreaterThan(100);
    expect(isWithoutDifference(compared.difference)).toBe(true);
    expect(compared.lint[1]).toEqual(compared.lint[0]);
  });

  it("lack only what stands in locals and is not known yet: no plan shows them", () => {
    const what = besideSynthesized(plans).difference.newlyNotUnderstood.map((each) => each.what);
    expect(new Set(what)).toEqual(new Set(["user_data is not evaluated, so what it relays is not known"]));
  });
});
