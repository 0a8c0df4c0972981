import type { ProviderName } from "../../../../src/terraform/provider-schema";
import { AcceptanceProviders } from "../../support/providers";
import { AcceptanceTerraform } from "../../support/terraform";
import type { Testbed, User } from "./testbed";

/** The providers that can take part for real: their programs need nothing but the testbed. */
const REAL: readonly ProviderName[] = ["openstack", "tls", "random"];

export function testbedProviders(): AcceptanceProviders {
  return AcceptanceProviders.onThisMachine(REAL);
}

/**
 * Terraform on the testbed: the real OpenStack provider with a user's credentials, and the others as they can be had.
 *
 * @param reattach value of `TF_REATTACH_PROVIDERS` for all simulated providers.
 * @param folder where its settings stand; the caller removes it.
 */
export function testbedTerraform(testbed: Testbed, user: User, reattach: string, folder: string): AcceptanceTerraform {
  const settings = testbedProviders().settings(reattach, folder);
  return new AcceptanceTerraform({ settings, variables: testbed.credentialsOf(user) });
}
