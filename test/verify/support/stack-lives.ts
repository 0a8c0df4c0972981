import { availableParallelism } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Cleanup } from "../../../src/simulation/engine/cleanup";
import { RemoteStates } from "../../../src/simulation/engine/remote-states";
import { rewriteConfiguration } from "../../../src/simulation/engine/rewrite";
import { runTasks } from "../../../src/simulation/engine/run-tasks";
import { StackRun } from "../../../src/simulation/engine/stack-run";
import { StateServer } from "../../../src/simulation/engine/state-server";
import type { SynthesizedApp, SynthesizedStack } from "../../../src/simulation/engine/synthesized-app";
import { temporaryFolder } from "../../../src/simulation/engine/temporary-folder";
import { TerraformProgram } from "../../../src/simulation/engine/terraform-program";
import { startProviders } from "../../../src/simulation/providers";
import { readState } from "../changes/support/states";

const stateFile = z.looseObject({
  resources: z.array(z.looseObject({ mode: z.string() })),
  outputs: z.record(z.string(), z.unknown()),
});

/** What becomes of one stack between nothing and nothing. */
export interface StackLife {
  /** How many resources its state holds after the apply. */
  readonly applied: number;
  /** What a second plan would change, in Terraform's words; empty when it finds nothing to do. */
  readonly changedAgain: string;
  /** How many resources and outputs its state holds after the destroy. */
  readonly left: number;
}

/** Takes the stacks of an app through their lives with Terraform on simulated providers, in parallel as their dependencies allow. */
export class StackLives {
  private readonly remoteStates: RemoteStates;
  private readonly runs = new Map<string, StackRun>();

  private constructor(
    private readonly app: SynthesizedApp,
    private readonly terraform: TerraformProgram,
    private readonly states: StateServer,
    private readonly folder: string,
  ) {
    this.remoteStates = new RemoteStates(app);
  }

  static async start(app: SynthesizedApp, cleanup: Cleanup): Promise<StackLives> {
    const folder = temporaryFolder(cleanup);
    const providers = await startProviders();
    cleanup.add(() => providers.stop());
    const states = await StateServer.start();
    cleanup.add(() => states.stop());
    const { reattach } = providers;
    const terraform = await TerraformProgram.find({ configurationFile: "/dev/null", reattach });
    return new StackLives(app, terraform, states, join(folder, "stacks"));
  }

  /**
   * Validates, plans, applies and plans again each stack after those that it reads, then destroys each before those.
   * @throws AggregateError with what Terraform says of every stack that fails.
   */
  async live(): Promise<ReadonlyMap<string, StackLife>> {
    const stacks = [...this.app.values()];
    const begun = new Map<string, Omit<StackLife, "left">>();
    const lives = new Map<string, StackLife>();
    await runAll(
      stacks.map((stack) => ({
        name: stack.name,
        after: stack.dependencies,
        run: async () => void begun.set(stack.name, await this.begin(stack)),
      })),
    );
    await runAll(
      stacks.map(({ name }) => ({
        name,
        after: stacks.filter(({ dependencies }) => dependencies.includes(name)).map((reader) => reader.name),
        run: async () => {
          const life = begun.get(name);
          if (life) lives.set(name, { ...life, left: await this.end(name) });
        },
      })),
    );
    return lives;
  }

  private async begin(stack: SynthesizedStack): Promise<Omit<StackLife, "left">> {
    const run = new StackRun(stack.name, this.folder, this.terraform);
    this.runs.set(stack.name, run);
    await run.use(this.simulated(stack), stack.folder);
    await run.run("validate");
    await run.plan();
    await run.applyPlan();
    const { resources } = await this.state(stack.name);
    const changedAgain = (await run.plan()) ? await run.planText() : "";
    return { applied: resources.filter(({ mode }) => mode === "managed").length, changedAgain };
  }

  private async end(name: string): Promise<number> {
    const run = this.runs.get(name);
    await run?.plan("-destroy");
    await run?.applyPlan();
    const { resources, outputs } = await this.state(name);
    return resources.length + Object.keys(outputs).length;
  }

  private simulated({ name, configuration }: SynthesizedStack) {
    const remoteStateAddress: Parameters<typeof rewriteConfiguration>[0]["remoteStateAddress"] = (source, argument) => {
      const owner = this.remoteStates.ownerOf(source, argument);
      return owner === undefined ? undefined : this.states.address(owner);
    };
    const stateAddress = this.states.address(name);
    return rewriteConfiguration({ stack: name, configuration, stateAddress, remoteStateAddress }).configuration;
  }

  private async state(name: string): Promise<z.output<typeof stateFile>> {
    return stateFile.parse(JSON.parse((await readState(this.states, name)) ?? "null"));
  }
}

async function runAll(tasks: Parameters<typeof runTasks>[0]): Promise<void> {
  const failures = await runTasks(tasks, availableParallelism());
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join("\n"));
}
