import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { z } from "zod";
import { synthesizeQuickly } from "./synthesize-quickly";
import { Cleanup } from "../../../../src/simulation/engine/cleanup";
import { StateServer } from "../../../../src/simulation/engine/state-server";
import { readSynthesizedApp, type SynthesizedApp } from "../../../../src/simulation/engine/synthesized-app";
import { temporaryFolder } from "../../../../src/simulation/engine/temporary-folder";
import { TerraformProgram } from "../../../../src/simulation/engine/terraform-program";
import { startProviders } from "../../../../src/simulation/providers";
import type { Environment } from "../../../../src/environment/environment";
import { AppliedBase } from "./applied-base";
import { baseEnvironment, ENVIRONMENT, headEnvironment, type BaseName } from "./bases";
import type { Change, ChangedResource } from "./change";
import { ChangePlan, type ChangeActions, type PlannedActions, type Witness } from "./change-plan";

export interface ActionOptions {
  /** @default the change is synthesized */
  readonly head?: SynthesizedApp;
  /**
   * Which stacks are looked at, by their names without the environment's. What they read is planned too.
   *
   * @default all
   */
  readonly includes?: (stack: string) => boolean;
  /** @default none */
  readonly witness?: Witness;
}

/** Terraform, simulated providers and the bases on which changes are planned. */
export class ChangeTable {
  private readonly bases = new Map<BaseName, AppliedBase>();

  private constructor(
    readonly folder: string,
    readonly reattach: string,
    private readonly terraform: TerraformProgram,
    private readonly states: Readonly<Record<BaseName, StateServer>>,
    private readonly cleanup: Cleanup,
  ) {}

  static async start(): Promise<ChangeTable> {
    const cleanup = new Cleanup();
    try {
      const folder = temporaryFolder(cleanup);
      const configurationFile = join(folder, "terraform.tfrc");
      writeFileSync(configurationFile, "");
      const providers = await startProviders();
      cleanup.add(() => providers.stop());
      const terraform = await TerraformProgram.find({ configurationFile, reattach: providers.reattach });
      const states = { dev: await StateServer.start(), managed: await StateServer.start() };
      for (const server of Object.values(states)) cleanup.add(() => server.stop());
      return new ChangeTable(folder, providers.reattach, terraform, states, cleanup);
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  /** What a change does, by stack without the environment's name. */
  async actions(change: Change, options: ActionOptions = {}): Promise<ChangeActions> {
    const { head = this.head(change), includes, witness } = options;
    const base = this.base(change);
    const { planned, witnessed } = await ChangePlan.actions({
      ...{ base, head, terraform: this.terraform, folder: this.folder },
      ...(includes && { includes: (stack: string) => includes(shortName(stack)) }),
      ...(witness && {
        witness: { ...witness, includes: (stack: string) => witness.includes(shortName(stack)) },
      }),
    });
    return { planned: withShortNames(planned), witnessed: withShortNames(witnessed) };
  }

  head(change: Change): SynthesizedApp {
    return (change.resources ?? []).reduce(withResource, this.synthesized(headEnvironment(change)));
  }

  /** The names of all stacks before and after a change, without the environment's. */
  stacks(change: Change, head: SynthesizedApp): string[] {
    return [...new Set([...this.base(change).app.keys(), ...head.keys()])].map(shortName);
  }

  stop(): Promise<void> {
    return this.cleanup.run();
  }

  private base({ base: name = "dev" }: Change): AppliedBase {
    const known = this.bases.get(name);
    if (known) return known;
    const app = this.synthesized(baseEnvironment(name));
    const base = new AppliedBase(app, this.states[name], this.terraform, mkdtempSync(join(this.folder, "base-")));
    this.bases.set(name, base);
    return base;
  }

  private synthesized(environment: Environment): SynthesizedApp {
    const folder = mkdtempSync(join(this.folder, "synthesized-"));
    synthesizeQuickly(environment, folder);
    return readSynthesizedApp(folder);
  }
}

function withResource(app: SynthesizedApp, { stack: name, type, name: id, arguments: changed }: ChangedResource) {
  const fullName = `${ENVIRONMENT}-${name}`;
  const stack = app.get(fullName);
  const types = records(stack?.configuration.resource);
  const resources = records(types[type]);
  if (!stack || !resources[id]) throw new Error(`${fullName} has no ${type}.${id}`);
  const resource = { ...resources, [id]: { ...records(resources[id]), ...changed } };
  const configuration = { ...stack.configuration, resource: { ...types, [type]: resource } };
  return new Map([...app, [fullName, { ...stack, configuration }]]);
}

function records(value: unknown): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(value);
}

function withShortNames(planned: PlannedActions): PlannedActions {
  return new Map([...planned].map(([stack, actions]) => [shortName(stack), actions]));
}

function shortName(stack: string): string {
  return stack.slice(ENVIRONMENT.length + 1);
}
