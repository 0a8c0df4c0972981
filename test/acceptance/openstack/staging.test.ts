import { environmentNamed } from "../../app/support/synthesized";
import { isFullForm } from "../support/form";
import { describeEnvironment } from "./support/describe-environment";

/** In the short form staging is its network alone, with so many sites that join by IPsec. */
const SHORT_FORM_SITES = 10;

describe("staging on OpenStack", () => {
  const { sites: all } = environmentNamed("staging");
  describeEnvironment({
    environment: "staging",
    sites: isFullForm() ? all : all.filter(({ access }) => access === "ipsec").slice(0, SHORT_FORM_SITES),
    includes: (stack) => isFullForm() || stack === "staging-chutian-network",
  });
});
