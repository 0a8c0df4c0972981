import { record } from "../support/report";
import { environmentNamed } from "../../app/support/synthesized";
import { describeDeployment, describeDestruction } from "./support/describe-deployment";
import { testbedEnvironment } from "./support/environments";
import { isFullForm } from "./support/form";
import { Rehearsal } from "./support/rehearsal";
import { Verdict } from "./support/verdict";

const ENVIRONMENT = "prod";

/** All sites, and one cluster: the testbed's hypervisors are simulated, its processors are not. */
const STACKS = ["prod-chutian-network", "prod-medical-chutian-cluster"];

(isFullForm() ? describe : describe.skip)("prod on OpenStack, in the long form", () => {
  const { sites } = environmentNamed(ENVIRONMENT);
  const verdict = new Verdict();
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await Rehearsal.start(ENVIRONMENT, (stack) => STACKS.includes(stack));
  });
  afterAll(async () => {
    for (const row of rehearsal.rows(verdict.text)) record(row);
    await rehearsal.stop();
  });

  const props = { verdict, rehearsal: () => rehearsal };
  describeDeployment({ ...props, environment: () => testbedEnvironment(rehearsal.testbed, ENVIRONMENT, sites) });
  describeDestruction(props);
});
