import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ProviderName } from "../../terraform/provider-schema";
import type { DataFixtures } from "../data/fixtures";
import { startProviders } from "../providers";
import { Cleanup } from "./cleanup";
import { planApp, type PlanAppProps } from "./plan-app";
import type { StackPlan } from "./stack-plan";
import { StateServer } from "./state-server";
import { temporaryFolder } from "./temporary-folder";
import { TerraformProgram } from "./terraform-program";

export interface SimulationStartProps {
  /**
   * Value of `TF_REATTACH_PROVIDERS` for simulated providers that run already; they are left running.
   *
   * @default providers are started, and stopped with the simulation
   */
  readonly reattach?: string;
  /**
   * The providers to start.
   *
   * @default all that have facts
   */
  readonly providers?: readonly ProviderName[];
  /**
   * What data sources answer.
   *
   * @default none
   */
  readonly fixtures?: DataFixtures;
  /**
   * Ends Terraform wherever it is.
   *
   * @default never
   */
  readonly signal?: AbortSignal;
}

/** What one plan needs; the simulation has the rest. */
export type SimulatedPlanProps = Omit<PlanAppProps, "terraform" | "states" | "folder">;

/** Terraform, simulated providers and a place for plans: what any number of credential-free plans share. */
export class Simulation {
  private constructor(
    private readonly terraform: TerraformProgram,
    private readonly folder: string,
    private readonly cleanup: Cleanup,
  ) {}

  /** @throws Error that says what to install when there is neither Terraform nor OpenTofu. */
  static async start(props: SimulationStartProps = {}): Promise<Simulation> {
    const { signal } = props;
    const cleanup = new Cleanup();
    try {
      const folder = temporaryFolder(cleanup);
      const configurationFile = join(folder, "terraform.tfrc");
      writeFileSync(configurationFile, "");
      const reattach = props.reattach ?? (await startOwnProviders(cleanup, props));
      const terraform = await TerraformProgram.find({ configurationFile, reattach, ...(signal && { signal }) });
      return new Simulation(terraform, folder, cleanup);
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  /** `Terraform 1.11.4`. */
  get terraformVersion(): string {
    return this.terraform.version;
  }

  /** Plans a head on a base. The files of the plans stay until the simulation stops. */
  async plan(props: SimulatedPlanProps): Promise<StackPlan[]> {
    const states = await StateServer.start();
    try {
      const folder = mkdtempSync(join(this.folder, "plan-"));
      return await planApp({ ...props, terraform: this.terraform, states, folder });
    } finally {
      await states.stop();
    }
  }

  /** Ends the providers and removes every file. */
  stop(): Promise<void> {
    return this.cleanup.run();
  }
}

async function startOwnProviders(
  cleanup: Cleanup,
  { providers: names, fixtures }: SimulationStartProps,
): Promise<string> {
  if (names?.length === 0) return NO_PROVIDERS;
  const providers = await startProviders({ ...(names && { providers: names }), ...(fixtures && { fixtures }) });
  cleanup.add(() => providers.stop());
  return providers.reattach;
}

const NO_PROVIDERS = "{}";
