import type { SynthesizedApp, SynthesizedStack } from "../../../src/simulation/engine/synthesized-app";

/** A stack as the engine reads it, without a folder of its own. */
export function stackOf(
  name: string,
  configuration: Readonly<Record<string, unknown>>,
  dependencies: readonly string[] = [],
  folder = "nowhere",
): SynthesizedStack {
  return { name, dependencies, folder, configuration };
}

export function appOf(...stacks: readonly SynthesizedStack[]): SynthesizedApp {
  return new Map(stacks.map((stack) => [stack.name, stack]));
}
