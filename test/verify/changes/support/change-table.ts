import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Cleanup } from "../../../../src/simulation/engine/cleanup";
import { StateServer } from "../../../../src/simulation/engine/state-server";
import type { SynthesizedApp } from "../../../../src/simulation/engine/synthesized-app";
import { temporaryFolder } from "../../../../src/simulation/engine/temporary-folder";
import { TerraformProgram } from "../../../../src/simulation/engine/terraform-program";
import { startProviders } from "../../../../src/simulation/providers";
import { AppliedBase } from "./applied-base";
import { ENVIRONMENT, type BaseName } from "./bases";
import type { Change, ChangedResource } from "./change";
import { ChangePlan, type ChangeActions, type PlannedActions, type Witness } from "./change-plan";
import { Synthesizer } from "./synthesizer";

export interface ActionOptions {
  /**
   * Which stacks are looked at, by their names without the environment's. What they read is planned too.
   *
   * @default all
   */
  readonly includes?: (stack: string) => boolean;
  /** @default none */
  readonly witness?: Witness;
}

/** What a change does to the stacks that stand before it or after it. */
export interface TableActions extends ChangeActions {
  /** The names of all stacks, without the environment's. */
  readonly stacks: readonly string[];
}

/** Terraform, simulated providers and the bases on which changes are planned. */
export class ChangeTable {
  private readonly bases = new Map<BaseName, Promise<AppliedBase>>();

  private constructor(
    readonly folder: string,
    readonly reattach: string,
    private readonly terraform: TerraformProgram,
    private readonly states: Readonly<Record<BaseName, StateServer>>,
    private readonly synthesizer: Synthesizer,
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
      const synthesizer = new Synthesizer(folder);
      cleanup.add(() => synthesizer.stop());
      return new ChangeTable(folder, providers.reattach, terraform, states, synthesizer, cleanup);
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  /** What a change does, by stack without the environment's name. */
  async actions(change: Change, { includes, witness }: ActionOptions = {}): Promise<TableActions> {
    const base = await this.base(change);
    const head = await this.head(change);
    const { planned, witnessed } = await ChangePlan.actions({
      ...{ base, head, terraform: this.terraform, folder: this.folder },
      ...(includes && { includes: (stack: string) => includes(shortName(stack)) }),
      ...(witness && {
        witness: { ...witness, includes: (stack: string) => witness.includes(shortName(stack)) },
      }),
    });
    return {
      planned: withShortNames(planned),
      witnessed: withShortNames(witnessed),
      stacks: [...new Set([...base.app.keys(), ...head.keys()])].map(shortName),
    };
  }

  stop(): Promise<void> {
    return this.cleanup.run();
  }

  private async head({ name, resources = [] }: Change): Promise<SynthesizedApp> {
    return resources.reduce(withResource, await this.synthesizer.synthesize({ change: name }));
  }

  private base({ base: name = "dev" }: Change): Promise<AppliedBase> {
    const known = this.bases.get(name) ?? this.makeBase(name);
    this.bases.set(name, known);
    return known;
  }

  private async makeBase(name: BaseName): Promise<AppliedBase> {
    const app = await this.synthesizer.synthesize({ base: name });
    return new AppliedBase(app, this.states[name], this.terraform, mkdtempSync(join(this.folder, "base-")));
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
