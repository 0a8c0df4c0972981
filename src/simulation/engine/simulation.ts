import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
  static async start({ reattach, fixtures, signal }: SimulationStartProps = {}): Promise<Simulation> {
    const cleanup = new Cleanup();
    try {
      const folder = temporaryFolder(cleanup);
      const configurationFile = join(folder, "terraform.tfrc");
      writeFileSync(configurationFile, "");
      const providers = reattach ?? (await startOwnProviders(cleanup, fixtures));
      const terraform = await TerraformProgram.find({
        configurationFile,
        reattach: providers,
        ...(signal && { signal }),
      });
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

async function startOwnProviders(cleanup: Cleanup, fixtures: DataFixtures | undefined): Promise<string> {
  const providers = await startProviders(fixtures === undefined ? {} : { fixtures });
  cleanup.add(() => providers.stop());
  return providers.reattach;
}
