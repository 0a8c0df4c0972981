import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { StateServer } from "../../../src/simulation/engine/state-server";
import type { SynthesizedApp, SynthesizedStack } from "../../../src/simulation/engine/synthesized-app";
import { TerraformProgram } from "../../../src/simulation/engine/terraform-program";
import { AppliedBase } from "../../verify/changes/support/applied-base";
import { readState } from "../../verify/changes/support/states";

const withLocalState = z.looseObject({
  terraform: z.looseObject({ backend: z.object({ local: z.looseObject({ path: z.string() }) }) }),
});

/** The file in which a stack's state stands. @throws Error when its backend is another than files on this machine. */
export function stateFileOf({ folder, configuration }: SynthesizedStack): string {
  return join(folder, withLocalState.parse(configuration).terraform.backend.local.path);
}

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

/** @throws Error that names the stacks there are when none has the name. */
export function stackOf(app: SynthesizedApp, name: string): SynthesizedStack {
  const stack = app.get(name);
  if (stack) return stack;
  throw new Error(`stack ${name} was not synthesized: ${[...app.keys()].join(", ")} were`);
}
