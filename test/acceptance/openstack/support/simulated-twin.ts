import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StackPlanner } from "../../../../src/simulation/engine/stack-planner";
import { StateServer } from "../../../../src/simulation/engine/state-server";
import type { SynthesizedApp } from "../../../../src/simulation/engine/synthesized-app";
import { TerraformProgram } from "../../../../src/simulation/engine/terraform-program";
import { untouchedStacks } from "../../../../src/simulation/engine/untouched-stacks";
import type { PlannedActions } from "../../../verify/changes/support/change-plan";
import { actionLines } from "../../support/action-lines";

/** Goes through the same changes as the real deployment, by credential-free plans alone. */
export class SimulatedTwin {
  private app: SynthesizedApp = new Map();

  private constructor(
    private readonly terraform: TerraformProgram,
    private readonly states: StateServer,
    private readonly folder: string,
  ) {}

  /**
   * @param reattach value of `TF_REATTACH_PROVIDERS` for all simulated providers.
   * @param folder where its workspaces stand; the caller removes it.
   */
  static async start(reattach: string, folder: string): Promise<SimulatedTwin> {
    const configurationFile = join(folder, "simulated.tfrc");
    writeFileSync(configurationFile, "");
    const terraform = await TerraformProgram.find({ configurationFile, reattach });
    return new SimulatedTwin(terraform, await StateServer.start(), folder);
  }

  /**
   * Plans a change and carries it out.
   *
   * @param stacks the stacks to look at, in the order of their deployment.
   * @returns what the credential-free plan does, by stack; stacks in which nothing changes are left out.
   */
  async become(head: SynthesizedApp, stacks: readonly string[]): Promise<PlannedActions> {
    const untouched = untouchedStacks(this.app, head);
    const touched = stacks.filter((name) => !untouched.has(name));
    const planner = this.planner(this.app, head);
    const planned = new Map<string, readonly string[]>();
    for (const stack of touched) {
      const { changes } = await planner.planHead(stack, true);
      if (changes.length > 0) planned.set(stack, actionLines(changes));
    }
    // The planner carries out only what others read. The next change finds all of it.
    const next = this.planner(head, head);
    for (const stack of touched) await next.applyBase(stack);
    this.app = head;
    return planned;
  }

  stop(): Promise<void> {
    return this.states.stop();
  }

  private planner(base: SynthesizedApp, head: SynthesizedApp): StackPlanner {
    const folder = mkdtempSync(join(this.folder, "simulated-"));
    return new StackPlanner({ base, head, terraform: this.terraform, states: this.states, folder });
  }
}
