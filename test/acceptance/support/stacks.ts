import { join } from "node:path";
import { z } from "zod";
import type { SynthesizedApp, SynthesizedStack } from "../../../src/simulation/engine/synthesized-app";

/** @throws Error that names the stacks there are when none has the name. */
export function stackOf(app: SynthesizedApp, name: string): SynthesizedStack {
  const stack = app.get(name);
  if (stack) return stack;
  throw new Error(`stack ${name} was not synthesized: ${[...app.keys()].join(", ")} were`);
}

const withLocalState = z.looseObject({
  terraform: z.looseObject({ backend: z.object({ local: z.looseObject({ path: z.string() }) }) }),
});

/** The file in which a stack's state stands. @throws Error when its backend is another than files on this machine. */
export function stateFileOf({ folder, configuration }: SynthesizedStack): string {
  return join(folder, withLocalState.parse(configuration).terraform.backend.local.path);
}
