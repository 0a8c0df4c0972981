import { rmSync } from "node:fs";
import { Testing, type TerraformStack } from "cdktf";
import { Simulation } from "../simulation/engine/simulation";
import type { StackPlan } from "../simulation/engine/stack-plan";
import { readSynthesizedApp, type SynthesizedApp } from "../simulation/engine/synthesized-app";
import { simulatedProviders } from "../simulation/engine/used-providers";
import { PROVIDERS_VARIABLE } from "./shared-providers";

/** Plans one stack, and before it all that it depends on, on simulated providers. */
export async function planStack(stack: TerraformStack, from?: TerraformStack): Promise<StackPlan> {
  if (from && from.node.id !== stack.node.id) {
    throw new Error(`the stack is ${stack.node.id}, the one to start from ${from.node.id}: expected the same name`);
  }
  const folders: string[] = [];
  try {
    const head = synthesizeWithDependencies(stack, folders);
    const base: SynthesizedApp = from ? synthesizeWithDependencies(from, folders) : new Map();
    const shared = process.env[PROVIDERS_VARIABLE];
    const simulation = await Simulation.start(
      shared === undefined ? { providers: simulatedProviders(head, base) } : { reattach: shared },
    );
    try {
      const includes = (name: string) => name === stack.node.id;
      const [plan] = await simulation.plan({ head, base, includes });
      if (!plan) throw new Error(`stack ${stack.node.id} was not planned`);
      return plan;
    } finally {
      await simulation.stop();
    }
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

function synthesizeWithDependencies(stack: TerraformStack, folders: string[]): SynthesizedApp {
  const stacks = new Set<TerraformStack>();
  const visit = (visited: TerraformStack): void => {
    if (stacks.has(visited)) return;
    stacks.add(visited);
    // Resolving a reference to another stack is what makes that one a dependency, and gives it the output.
    visited.prepareStack();
    visited.dependencies.forEach(visit);
  };
  visit(stack);
  return new Map(
    [...stacks].flatMap((made) => {
      const folder = Testing.fullSynth(made);
      folders.push(folder);
      return [...readSynthesizedApp(folder)];
    }),
  );
}
