import { availableParallelism } from "node:os";
import { z } from "zod";
import type { Outcome } from "../../../src/simulation/engine/program";
import { runTasks } from "../../../src/simulation/engine/run-tasks";
import { PROVIDERS } from "../../../src/terraform/provider-schema";
import { record } from "../support/report";
import { Verdict } from "../support/verdict";
import { CdktfProject } from "./support/cdktf-project";

const ENVIRONMENT = "dev";
const EVERY_STACK = `${ENVIRONMENT}-*`;
const PARALLELISM = availableParallelism();

/** How much of what a failed command said is told: it says the whole plan. */
const LAST_WORDS = 4_000;

/** The stack of records has no resources where no zone of Designate gets them. */
const probed = z.looseObject({
  resource: z
    .looseObject({
      terraform_data: z
        .looseObject({
          "api-server": z.looseObject({ triggers_replace: z.looseObject({ host: z.string() }) }).optional(),
        })
        .optional(),
    })
    .optional(),
});

/** The commands of a user who keeps the whole environment with cdktf. Nothing but cdktf starts Terraform, where not said otherwise. */
describe("npx cdktf on dev", () => {
  const verdict = new Verdict();
  const seconds: Record<"apply" | "plan" | "destroy", number> = { apply: 0, plan: 0, destroy: 0 };
  let project: CdktfProject;
  let written: ReadonlyMap<string, number> = new Map();

  beforeAll(async () => {
    project = await CdktfProject.start(ENVIRONMENT);
  });
  afterAll(async () => {
    record({
      stack: `${ENVIRONMENT}: npx cdktf, ${written.size} stacks`,
      resources: total(written),
      applySeconds: seconds.apply,
      planSeconds: seconds.plan,
      destroySeconds: seconds.destroy,
      providers: Object.fromEntries(PROVIDERS.map((name) => [name, "simulated"])),
      verdict: verdict.text,
    });
    await project.stop();
  });

  async function timed(step: keyof typeof seconds, work: () => Promise<void>): Promise<void> {
    const start = performance.now();
    await work();
    seconds[step] = (performance.now() - start) / 1000;
  }

  /** Runs a command that has to succeed. */
  async function succeed(command: string, ...words: readonly string[]): Promise<string> {
    const outcome = await project.cdktf(command, ...words);
    if (outcome.exitCode === 0) return said(outcome);
    throw new Error(`cdktf ${command} ${words.join(" ")} failed: … ${said(outcome).slice(-LAST_WORDS)}`);
  }

  it(
    "deploys all stacks in one command, without a network",
    verdict.step(async () => {
      await timed("apply", async () => {
        await succeed("deploy", EVERY_STACK, "--auto-approve", `--parallelism=${PARALLELISM}`);
      });
      written = project.written;
      const standing = new Map([...project.states].map(([name, { resources }]) => [name, resources]));
      expect(standing).toEqual(written);
      expect(standing.size).toBeGreaterThan(20);
    }),
  );

  it(
    "begins a stack once all that it depends on stand",
    verdict.step(() => {
      const { states } = project;
      const waits = dependenciesIn(project).map(({ stack, dependency }) => ({
        stack,
        dependency,
        waited: (states.get(stack)?.begun ?? 0) >= (states.get(dependency)?.ended ?? Infinity),
      }));
      expect(waits.filter(({ waited }) => !waited)).toEqual([]);
      expect(waits.length).toBeGreaterThan(20);
    }),
  );

  it(
    "asks each cluster's API server whether it is ready, once",
    verdict.step(() => {
      const expected = [...project.app.values()].flatMap(({ configuration }) => {
        const probe = probed.parse(configuration).resource?.terraform_data?.["api-server"];
        return probe ? [`${probe.triggers_replace.host}/readyz`] : [];
      });
      expect([...project.askedAddresses].sort()).toEqual(expected.sort());
      expect(expected).toHaveLength(4);
    }),
  );

  it(
    "finds no difference afterwards",
    verdict.step(async () => {
      const different: string[] = [];
      const tasks = [...project.app.keys()].map((name) => ({
        name,
        after: [],
        run: async () => {
          const output = await succeed("diff", name, "--skip-synth");
          // What cdktf kept of the plan says it in Terraform's own words.
          const shown = await project.terraform(name, "show", "-no-color", "plan");
          const isEmpty = [output, said(shown)].every((text) =>
            text.includes("No changes. Your infrastructure matches"),
          );
          if (!isEmpty) different.push(`${name}: ${said(shown)}`);
        },
      }));
      await timed("plan", async () => {
        expect(await runTasks(tasks, PARALLELISM)).toEqual([]);
      });
      expect(different).toEqual([]);
    }),
  );

  it(
    "refuses to destroy what is protected, and leaves it as it is",
    verdict.step(async () => {
      const stack = `${ENVIRONMENT}-vpn`;
      const before = project.stateText(stack);
      const alone = await project.cdktf("destroy", stack, "--skip-synth", "--auto-approve");
      expect(alone.exitCode).toBe(1);
      expect(said(alone)).toContain("dependant stacks are not included in the stacks to run: dev-chutian-network");

      const flags = ["--skip-synth", "--auto-approve", "--ignore-missing-stack-dependencies"];
      expect((await project.cdktf("destroy", stack, ...flags)).exitCode).toBe(1);
      // cdktf loses the last words of a Terraform that fails; this is how its user gets at them.
      const plan = await project.terraform(stack, "plan", "-destroy", "-no-color");
      expect(plan.exitCode).toBe(1);
      expect(plan.errors).toContain("Instance cannot be destroyed");
      expect(project.stateText(stack)).toBe(before);
    }),
  );

  it(
    "destroys all stacks in one command once the protection is taken off",
    verdict.step(async () => {
      project.removeProtection();
      await timed("destroy", async () => {
        await succeed("destroy", EVERY_STACK, "--skip-synth", "--auto-approve", `--parallelism=${PARALLELISM}`);
      });
      const left = [...project.states].filter(([, { resources, outputs }]) => resources + outputs > 0);
      expect(left).toEqual([]);
    }),
  );

  it(
    "leaves nothing but Terraform files and states",
    verdict.always(() => {
      expect(project.processes).toEqual([]);
      expect(project.made).toEqual(["cdktf.out", "state"]);
    }),
  );
});

function dependenciesIn({ app }: CdktfProject): { readonly stack: string; readonly dependency: string }[] {
  return [...app.values()].flatMap(({ name: stack, dependencies }) =>
    dependencies.map((dependency) => ({ stack, dependency })),
  );
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function said({ output, errors }: Outcome): string {
  return `${output}\n${errors}`.replaceAll(/\s+/g, " ");
}
