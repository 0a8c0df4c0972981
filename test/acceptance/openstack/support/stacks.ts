import { usedProviders } from "../../../../src/simulation/engine/used-providers";
import type { SynthesizedApp, SynthesizedStack } from "../../../../src/simulation/engine/synthesized-app";

import type { ProviderKind } from "../../support/report";

const OPENSTACK = "registry.terraform.io/terraform-provider-openstack/openstack";

/** The stacks that make something in OpenStack, and all that they read, in the order in which they are deployed. */
export function openstackStacks(app: SynthesizedApp, includes: (stack: string) => boolean = () => true): string[] {
  const own = [...app.values()].filter(
    ({ name, configuration }) => includes(name) && [...usedProviders(configuration).values()].includes(OPENSTACK),
  );
  const ordered: string[] = [];
  const visit = (name: string): void => {
    for (const dependency of app.get(name)?.dependencies ?? []) visit(dependency);
    if (!ordered.includes(name)) ordered.push(name);
  };
  for (const { name } of own) visit(name);
  return ordered;
}

/** Which providers a stack uses, by short name: OpenStack's is real, the others are simulated. */
export function providersOf(stack: SynthesizedStack | undefined): Record<string, ProviderKind> {
  const used = stack ? [...usedProviders(stack.configuration)] : [];
  return Object.fromEntries(used.map(([name, source]) => [name, source === OPENSTACK ? "real" : "simulated"]));
}
