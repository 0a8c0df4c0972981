import { join } from "node:path";
import { z } from "zod";
import type { SynthesizedApp, SynthesizedStack } from "../../../src/simulation/engine/synthesized-app";
import { isRecord } from "../../../src/terraform/json-record";
import { withoutHash } from "./action-lines";

/** @throws Error that names the stacks there are when none has the name. */
export function stackOf(app: SynthesizedApp, name: string): SynthesizedStack {
  const stack = app.get(name);
  if (stack) return stack;
  throw new Error(`stack ${name} was not synthesized: ${[...app.keys()].join(", ")} were`);
}

/** The addresses of all resources that synthesis has written for a stack. */
export function resourceAddresses({ configuration }: SynthesizedStack): string[] {
  const types = isRecord(configuration.resource) ? configuration.resource : {};
  return Object.entries(types).flatMap(([type, resources]) =>
    Object.keys(isRecord(resources) ? resources : {}).map((name) => `${type}.${name}`),
  );
}

/** What the first plan of a stack does, a line for each resource, as `DeploymentPlan` has them. */
export function creationsOf(stack: SynthesizedStack): string[] {
  return resourceAddresses(stack)
    .map((address) => `create ${withoutHash(address)}`)
    .sort();
}

const withLocalState = z.looseObject({
  terraform: z.looseObject({ backend: z.object({ local: z.looseObject({ path: z.string() }) }) }),
});

/** The file in which a stack's state stands. @throws Error when its backend is another than files on this machine. */
export function stateFileOf({ folder, configuration }: SynthesizedStack): string {
  return join(folder, withLocalState.parse(configuration).terraform.backend.local.path);
}
