import { record } from "../support/report";
import { environmentNamed } from "../../app/support/synthesized";
import { describeDeployment, describeDestruction } from "./support/describe-deployment";
import { testbedEnvironment } from "./support/environments";
import { isFullForm } from "./support/form";
import { Rehearsal } from "./support/rehearsal";
import { Verdict } from "./support/verdict";

const ENVIRONMENT = "staging";

/** In the short form staging is its network alone, with so many sites that join by IPsec. */
const SHORT_FORM_SITES = 10;

describe("staging on OpenStack", () => {
  const { sites: all } = environmentNamed(ENVIRONMENT);
  const sites = isFullForm() ? all : all.filter(({ access }) => access === "ipsec").slice(0, SHORT_FORM_SITES);
  const verdict = new Verdict();
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await Rehearsal.start(ENVIRONMENT, (stack) => isFullForm() || stack === "staging-chutian-network");
  });
  afterAll(async () => {
    for (const row of rehearsal.rows(verdict.text)) record(row);
    await rehearsal.stop();
  });

  const props = { verdict, rehearsal: () => rehearsal };
  describeDeployment({ ...props, environment: () => testbedEnvironment(rehearsal.testbed, ENVIRONMENT, sites) });
  describeDestruction(props);
});
