import type { Environment } from "../../../../src/environment/environment";
import type { Verdict } from "../../support/verdict";
import type { Rehearsal } from "./rehearsal";
import { standingFaults } from "./standing";

export interface DescribeDeploymentProps {
  readonly verdict: Verdict;
  /** The rehearsal, once it has started. */
  readonly rehearsal: () => Rehearsal;
  /** What is deployed, once the testbed is known. */
  readonly environment: () => Environment;
}

/** The steps from nothing to an environment that stands as it promises. */
export function describeDeployment({ verdict, rehearsal, environment }: DescribeDeploymentProps): void {
  describe("deployed from nothing", () => {
    it(
      "creates what the credential-free plan says",
      verdict.step(async () => {
        const step = await rehearsal().become(environment());
        expect(step.disagreements).toEqual([]);
      }),
    );

    it(
      "leaves nothing to plan",
      verdict.step(async () => {
        expect(await rehearsal().unsettled()).toEqual([]);
      }),
    );

    it(
      "stands as the environment promises",
      verdict.step(async () => {
        expect(standingFaults(await rehearsal().inventory(), environment())).toEqual([]);
      }),
    );
  });
}

/** The last step, which is taken whatever happened before. */
export function describeDestruction({ verdict, rehearsal }: Omit<DescribeDeploymentProps, "environment">): void {
  describe("destroyed", () => {
    it(
      "leaves nothing at the cloud",
      verdict.always(async () => {
        await rehearsal().destroy();
        expect(await rehearsal().leftovers()).toEqual([]);
      }),
    );
  });
}
