import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { StateServer } from "../../../src/simulation/engine/state-server";
import type { SynthesizedApp } from "../../../src/simulation/engine/synthesized-app";
import { TerraformProgram } from "../../../src/simulation/engine/terraform-program";
import { AppliedBase } from "../../verify/changes/support/applied-base";
import { readState } from "../../verify/changes/support/states";
import { stackOf, stateFileOf } from "./stacks";

/** The states that stacks read, as applies on simulated providers leave them, in the files where they are looked for. */
export class UpstreamStates {
  private constructor(
    private readonly app: SynthesizedApp,
    private readonly states: StateServer,
    private readonly applied: AppliedBase,
  ) {}

  /**
   * @param reattach value of `TF_REATTACH_PROVIDERS` for all simulated providers.
   * @param folder for workspaces; the caller removes it.
   */
  static async start(app: SynthesizedApp, reattach: string, folder: string): Promise<UpstreamStates> {
    const terraform = await TerraformProgram.find({ configurationFile: "/dev/null", reattach });
    const states = await StateServer.start();
    const applied = new AppliedBase(app, states, terraform, mkdtempSync(join(folder, "upstream-")));
    return new UpstreamStates(app, states, applied);
  }

  /** Lets a stack that does not stand yet find all that it reads. */
  async standBefore(name: string): Promise<void> {
    const stack = stackOf(this.app, name);
    rmSync(stateFileOf(stack), { force: true });
    await this.applied.giveTo(this.states, stack.dependencies);
    for (const dependency of stack.dependencies) {
      const state = await readState(this.states, dependency);
      if (state === undefined) throw new Error(`stack ${dependency}, which ${name} reads, was not applied`);
      const file = stateFileOf(stackOf(this.app, dependency));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, state, { mode: 0o600 });
    }
  }

  stop(): Promise<void> {
    return this.states.stop();
  }
}
