import { z } from "zod";
import type { DataFixtures } from "../../../src/simulation/data/fixtures";
import { TerraformProgram } from "../../../src/simulation/engine/terraform-program";
import { startProviders, type SimulatedProviders } from "../../../src/simulation/providers";
import { TemporaryFolder } from "./temporary-folder";

const shownPlan = z.object({
  resource_changes: z
    .array(
      z.object({
        address: z.string(),
        change: z.object({
          actions: z.array(z.string()),
          replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).optional(),
          after: z.record(z.string(), z.unknown()).nullish(),
          after_unknown: z.union([z.record(z.string(), z.unknown()), z.boolean()]).optional(),
        }),
      }),
    )
    .default([]),
});

const shownState = z.object({
  values: z
    .object({
      root_module: z.object({
        resources: z.array(z.object({ address: z.string(), values: z.record(z.string(), z.unknown()) })).default([]),
      }),
    })
    .optional(),
});

export type PlannedChange = z.output<typeof shownPlan>["resource_changes"][number]["change"];

/** Terraform on one configuration with simulated providers. */
export class SimulatedTerraform {
  private constructor(
    private readonly providers: SimulatedProviders,
    private readonly program: TerraformProgram,
    private readonly folder: TemporaryFolder,
  ) {}

  static async start(fixtures: DataFixtures = {}): Promise<SimulatedTerraform> {
    const providers = await startProviders({ fixtures });
    const folder = new TemporaryFolder();
    const configurationFile = folder.write("settings.tfrc", "");
    const program = await TerraformProgram.find({ configurationFile, reattach: providers.reattach });
    return new SimulatedTerraform(providers, program, folder);
  }

  /** Gives Terraform a configuration; the state stays. */
  async configure(configuration: object): Promise<void> {
    this.folder.write("main.tf.json", JSON.stringify(configuration));
    await this.succeed("init", "-no-color");
  }

  /** What each resource that changes would become. */
  async plan(...options: string[]): Promise<Readonly<Record<string, PlannedChange>>> {
    await this.succeed("plan", "-no-color", "-out=plan.bin", ...options);
    const { resource_changes: changes } = shownPlan.parse(JSON.parse(await this.succeed("show", "-json", "plan.bin")));
    const real = changes.filter(({ change }) => change.actions.join() !== "no-op");
    return Object.fromEntries(real.map(({ address, change }) => [address, change]));
  }

  /** The actions of a plan by address. */
  async actions(): Promise<Readonly<Record<string, string>>> {
    const changes = Object.entries(await this.plan());
    return Object.fromEntries(changes.map(([address, { actions }]) => [address, actions.join(" ")]));
  }

  async apply(...options: string[]): Promise<void> {
    await this.succeed("apply", "-no-color", "-auto-approve", ...options);
  }

  async destroy(): Promise<void> {
    await this.succeed("destroy", "-no-color", "-auto-approve");
  }

  /** The values of each resource in the state. */
  async state(): Promise<Readonly<Record<string, Readonly<Record<string, unknown>>>>> {
    const { values } = shownState.parse(JSON.parse(await this.succeed("show", "-json")));
    return Object.fromEntries((values?.root_module.resources ?? []).map((each) => [each.address, each.values]));
  }

  /** What Terraform says of a command that fails. */
  async failure(...words: string[]): Promise<string> {
    const { exitCode, errors } = await this.program.run(this.folder.path, ...words, "-no-color");
    if (exitCode === 0) throw new Error(`terraform ${words.join(" ")} succeeded`);
    return errors.replaceAll(/[│╷╵\s]+/g, " ");
  }

  async succeed(...words: string[]): Promise<string> {
    const { exitCode, output, errors } = await this.program.run(this.folder.path, ...words);
    if (exitCode !== 0) throw new Error(`terraform ${words.join(" ")}: ${output}${errors}`);
    return output;
  }

  async stop(): Promise<void> {
    await this.providers.stop();
    this.folder.remove();
  }
}
