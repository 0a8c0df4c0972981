import { environmentNamed } from "../../app/support/synthesized";
import { isFullForm } from "../support/form";
import { describeEnvironment } from "./support/describe-environment";

/** All sites, and one cluster: the testbed's hypervisors are simulated, its processors are not. */
const STACKS = ["prod-chutian-network", "prod-medical-chutian-cluster"];

(isFullForm() ? describe : describe.skip)("prod on OpenStack, in the long form", () => {
  const { sites } = environmentNamed("prod");
  describeEnvironment({ environment: "prod", sites, includes: (stack) => STACKS.includes(stack) });
});
