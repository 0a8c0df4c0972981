import { StackPlanner } from "../../../../src/simulation/engine/stack-planner";
import type { StateServer } from "../../../../src/simulation/engine/state-server";
import type { SynthesizedApp } from "../../../../src/simulation/engine/synthesized-app";
import type { TerraformProgram } from "../../../../src/simulation/engine/terraform-program";
import { readState, writeState } from "./states";

/** The states of a base. A stack is applied when the first change needs it, and once. */
export class AppliedBase {
  private readonly planner: StackPlanner;
  private readonly applied = new Map<string, Promise<void>>();

  /** @param folder where its workspaces stand; the caller removes it. */
  constructor(
    readonly app: SynthesizedApp,
    private readonly states: StateServer,
    terraform: TerraformProgram,
    folder: string,
  ) {
    this.planner = new StackPlanner({ base: app, head: app, states, terraform, folder });
  }

  /** Puts the states of stacks and of all that they read into another server. */
  async giveTo(target: StateServer, stacks: readonly string[]): Promise<void> {
    for (const name of stacks) {
      await this.apply(name);
      const state = await readState(this.states, name);
      if (state !== undefined) await writeState(target, name, state);
      // This is what the stacks that depend on it read, until a head changes it.
      target.copy(name, `head/${name}`);
      target.copy(name, `base/${name}`);
    }
  }

  private apply(name: string): Promise<void> {
    const running = this.applied.get(name) ?? this.applyAfterDependencies(name);
    this.applied.set(name, running);
    return running;
  }

  private async applyAfterDependencies(name: string): Promise<void> {
    const stack = this.app.get(name);
    for (const dependency of stack?.dependencies ?? []) await this.apply(dependency);
    await this.planner.applyBase(name);
  }
}
