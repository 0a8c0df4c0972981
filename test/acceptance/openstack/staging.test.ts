import type { Edits } from "../../app/support/changed-environment";
import { environmentNamed } from "../../app/support/synthesized";
import { isFullForm } from "../support/form";
import { describeEnvironment } from "./support/describe-environment";

/** In the short form staging is its network alone, with so many sites that join by IPsec. */
const SHORT_FORM_SITES = 10;

/**
 * And with the flows of so many of the services that reach another zone: each such flow makes a listener, and a load balancer
 * takes one change after another.
 */
const SHORT_FORM_CROSSING_SERVICES = 3;

describe("staging on OpenStack", () => {
  const { sites, specification } = environmentNamed("staging");
  const crossing = specification.services.flatMap(({ flows }, index) =>
    flows.some(({ exchangePort }) => exchangePort !== undefined) ? [`services.${index}.flows`] : [],
  );
  const shortForm: Edits = {
    set: Object.fromEntries(crossing.slice(SHORT_FORM_CROSSING_SERVICES).map((path) => [path, undefined])),
  };
  describeEnvironment({
    environment: "staging",
    sites: isFullForm() ? sites : sites.filter(({ access }) => access === "ipsec").slice(0, SHORT_FORM_SITES),
    edits: isFullForm() ? {} : shortForm,
    includes: (stack) => isFullForm() || stack === "staging-chutian-network",
  });
});
