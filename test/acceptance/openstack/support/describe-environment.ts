import type { Site } from "../../../../src/environment/schema/sites";
import type { Edits } from "../../../app/support/changed-environment";
import { record } from "../../support/report";
import { Verdict } from "../../support/verdict";
import { describeDeployment, describeDestruction } from "./describe-deployment";
import { testbedEnvironment } from "./environments";
import { Rehearsal } from "./rehearsal";

export interface DescribeEnvironmentProps {
  readonly environment: string;
  readonly sites: readonly Site[];
  /**
   * How it differs from what the repository has.
   *
   * @default not at all
   */
  readonly edits?: Edits;
  /** Which of the stacks that make something in OpenStack take part. */
  readonly includes: (stack: string) => boolean;
}

/** An environment from nothing to nothing. */
export function describeEnvironment({ environment, sites, edits, includes }: DescribeEnvironmentProps): void {
  const verdict = new Verdict();
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await Rehearsal.start(environment, includes);
  });
  afterAll(async () => {
    for (const row of rehearsal.rows(verdict.text)) record(row);
    await rehearsal.stop();
  });

  const props = { verdict, rehearsal: () => rehearsal };
  describeDeployment({ ...props, environment: () => testbedEnvironment(rehearsal.testbed, environment, sites, edits) });
  describeDestruction(props);
}
