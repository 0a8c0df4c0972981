import { availableParallelism } from "node:os";
import { basename, dirname } from "node:path";
import { runTasks } from "../../../src/simulation/engine/run-tasks";
import { changedEnvironment } from "../../app/support/changed-environment";
import { environmentNamed } from "../../app/support/synthesized";
import { record, type ReportRow } from "../support/report";
import { creationsOf } from "../support/stacks";
import { timed } from "../support/timed";
import { Verdict } from "../support/verdict";
import { OpentofuRun } from "./support/opentofu-run";

/** One stack of each kind, and those that they need. A cluster that the cloud manages has no PKI. */
const STACKS = [
  "dev-vpn",
  "dev-chutian-network",
  "dev-tianyi-network",
  ...["pki", "cluster", "platform", "services", "monitoring"].map((part) => `dev-medical-chutian-${part}`),
  ...["cluster", "platform", "services"].map((part) => `dev-medical-tianyi-${part}`),
  ...["pki", "cluster"].map((part) => `dev-internet-tianyi-${part}`),
];

/** Those whose resources are OpenStack's. */
const OPENSTACK = ["dev-chutian-network", "dev-medical-chutian-cluster"];

/** `dev`, in which the cloud manages the second cluster. */
const MANAGED_CLUSTER = {
  "clusters.1.kind": "ccse",
  "clusters.1.version": "1.31.6",
  "clusters.1.machineImage": "im-1",
  "clusters.1.controlPlane": undefined,
  "clusters.1.etcdSnapshots": undefined,
  // CCSE's Kubernetes is too old for the gateway that leads to exposed services.
  "services.1.expose": undefined,
};

/** What becomes of a stack between nothing and nothing. */
type Facts = Pick<ReportRow, "resources" | "applySeconds" | "planSeconds" | "destroySeconds">;

describe("OpenTofu in place of Terraform", () => {
  const verdict = new Verdict();
  const facts = new Map<string, Facts>();
  let run: OpentofuRun;

  beforeAll(async () => {
    const { sites } = environmentNamed("dev");
    run = await OpentofuRun.start(changedEnvironment("dev", { set: MANAGED_CLUSTER }, sites));
  });
  afterAll(async () => {
    for (const stack of STACKS) {
      const providers = run.simulated.kindsOf(stack);
      record({ stack: `${stack}: ${run.version}`, ...facts.get(stack), providers, verdict: verdict.text });
    }
    await run.stop();
  });

  function note(stack: string, more: Facts): void {
    facts.set(stack, { ...facts.get(stack), ...more });
  }

  /** Every failure, or none. */
  function inOrder(work: (stack: string) => Promise<void>, after: (stack: string) => readonly string[]) {
    const tasks = STACKS.map((name) => ({ name, after: after(name), run: () => work(name) }));
    return runTasks(tasks, availableParallelism());
  }

  function neededBy(stack: string): readonly string[] {
    return run.simulated.stackNamed(stack).dependencies;
  }

  function creations(stack: string): string[] {
    return creationsOf(run.simulated.stackNamed(stack));
  }

  /** It asks no cloud for a plan from nothing. */
  async function planByRealProvider(stack: string): Promise<void> {
    const [{ actions }, planSeconds] = await timed(() => run.real.plan(stack, "state"));
    expect(actions).toEqual(creations(stack));
    const providers = run.real.kindsOf(stack);
    record({
      stack: `${stack}: planned by ${run.version}`,
      resources: actions.length,
      planSeconds,
      providers,
      verdict: "pass",
    });
  }

  it(
    "is the version that was built",
    verdict.step(() => {
      expect(run.version).toBe(`OpenTofu v${basename(dirname(process.env.HEALTH_CLOUD_OPENTOFU ?? ""))}`);
    }),
  );

  it(
    "applies a stack of each kind as it is written, after which a plan is empty",
    verdict.step(async () => {
      const failures = await inOrder(async (stack) => {
        if (OPENSTACK.includes(stack)) await planByRealProvider(stack);
        expect((await run.simulated.plan(stack, "apis")).actions).toEqual(creations(stack));
        const [, applySeconds] = await timed(() => run.simulated.applyPlan(stack));
        const resources = await run.simulated.resourceCount(stack);
        expect(resources).toBe(creations(stack).length);
        const [plan, planSeconds] = await timed(() => run.simulated.plan(stack, "apis"));
        expect(plan).toEqual({ changed: false, actions: [] });
        note(stack, { resources, applySeconds, planSeconds });
      }, neededBy);
      expect(failures).toEqual([]);
      expect(facts.size).toBe(STACKS.length);
    }),
  );

  it(
    "refuses to destroy what is protected, in other words than Terraform",
    verdict.step(async () => {
      const { exitCode, errors } = await run.simulated.attemptDestroyPlan("dev-vpn");
      expect(exitCode).toBe(1);
      expect(errors).toContain("Resource instance cannot be destroyed");
    }),
  );

  it(
    "destroys them to nothing once the protection is taken off",
    verdict.step(async () => {
      const failures = await inOrder(
        async (stack) => {
          const [, destroySeconds] = await timed(() => run.simulated.destroy(stack));
          expect(await run.simulated.resourceCount(stack)).toBe(0);
          note(stack, { destroySeconds });
        },
        (stack) => STACKS.filter((other) => neededBy(other).includes(stack)),
      );
      expect(failures).toEqual([]);
    }),
  );
});
