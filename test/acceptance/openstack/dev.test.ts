import { record } from "../support/report";
import type { Edits } from "../../app/support/changed-environment";
import { environmentNamed } from "../../app/support/synthesized";
import { differences } from "../../verify/changes/support/expectation";
import { DEV_STEPS, editsUpTo } from "./support/dev-steps";
import { describeDeployment, describeDestruction } from "./support/describe-deployment";
import { testbedEnvironment } from "./support/environments";
import { Rehearsal, type Step } from "./support/rehearsal";
import { standingFaults } from "./support/standing";
import { Verdict } from "../support/verdict";

const ENVIRONMENT = "dev";

describe("dev on OpenStack", () => {
  const { sites } = environmentNamed(ENVIRONMENT);
  const verdict = new Verdict();
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await Rehearsal.start(ENVIRONMENT);
  });
  afterAll(async () => {
    for (const row of rehearsal.rows(verdict.text)) record(row);
    await rehearsal.stop();
  });

  const environment = (edits?: Edits) => testbedEnvironment(rehearsal.testbed, ENVIRONMENT, sites, edits);
  const props = { verdict, rehearsal: () => rehearsal };

  describeDeployment({ ...props, environment });

  describe.each(DEV_STEPS)("when $name", (change) => {
    let step: Step;

    it(
      "does what the credential-free plan says",
      verdict.step(async () => {
        step = await rehearsal.become(environment(editsUpTo(DEV_STEPS, change)));
        expect(step.disagreements).toEqual([]);
      }),
    );

    it(
      "touches only what it should",
      verdict.step(() => {
        const planned = new Map([...step.planned].map(([stack, actions]) => [shortName(stack), actions]));
        expect(differences(change, planned, rehearsal.stacks.map(shortName))).toEqual([]);
      }),
    );

    it(
      "leaves nothing to plan",
      verdict.step(async () => {
        const { planned, planSeconds, applySeconds } = step;
        expect(await rehearsal.unsettled(planned.keys())).toEqual([]);
        record({ stack: `${ENVIRONMENT}: ${change.name}`, planSeconds, applySeconds, verdict: verdict.text });
      }),
    );
  });

  describe("after all changes", () => {
    it(
      "leaves nothing to plan",
      verdict.step(async () => {
        expect(await rehearsal.unsettled()).toEqual([]);
      }),
    );

    it(
      "stands as the environment promises",
      verdict.step(async () => {
        const after = environment(editsUpTo(DEV_STEPS));
        expect(standingFaults(await rehearsal.inventory(), after)).toEqual([]);
      }),
    );

    it(
      "keeps what is protected from a destroy",
      verdict.step(async () => {
        const { exitCode, errors } = await rehearsal.deployment.attemptDestroyPlan("dev-medical-chutian-cluster");
        expect(exitCode).toBe(1);
        expect(errors).toContain("Instance cannot be destroyed");
      }),
    );
  });

  describeDestruction(props);
});

function shortName(stack: string): string {
  return stack.slice(ENVIRONMENT.length + 1);
}
