import { usedProviders } from "../../../../src/simulation/engine/used-providers";
import type { SynthesizedApp } from "../../../../src/simulation/engine/synthesized-app";

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
