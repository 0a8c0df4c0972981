import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Environment } from "../../../src/environment/environment";
import { readPlanJson } from "../../../src/simulation/engine/plan-json";
import type { Outcome } from "../../../src/simulation/engine/program";
import { resourceChanges } from "../../../src/simulation/engine/resource-changes";
import { TerraformFailure } from "../../../src/simulation/engine/stack-run";
import { readSynthesizedApp, type SynthesizedApp } from "../../../src/simulation/engine/synthesized-app";
import { synthesizeQuickly } from "../../verify/changes/support/synthesize-quickly";
import { actionLines } from "./action-lines";
import { stackOf } from "./stacks";
import type { TerraformRunner } from "./terraform";

const PLAN_FILE = "acceptance.tfplan";
const PLAN_JSON_FILE = "acceptance.json";

/** `terraform plan -detailed-exitcode` says so. */
const CHANGES = 2;

/** How many resources are made at once. More than the testbed's two processors can answer would only wait longer. */
const PARALLELISM = "-parallelism=8";

const stateFile = z.looseObject({
  resources: z.array(z.looseObject({ mode: z.string(), instances: z.array(z.unknown()) })).default([]),
});

/** What a plan does to a stack. */
export interface DeploymentPlan {
  /** Whether anything changes, an output included. */
  readonly changed: boolean;
  /** What happens to resources, a line each. */
  readonly actions: readonly string[];
}

/** A project in which Terraform runs as under `cdktf deploy`: in the folder of each synthesized stack. */
export class Deployment {
  app: SynthesizedApp = new Map();
  private readonly initialized = new Set<string>();

  /** @param folder of the project; the caller removes it. */
  constructor(
    private readonly terraform: TerraformRunner,
    private readonly folder: string,
  ) {}

  /** Writes what cdktf makes of an environment. The states stay. */
  synthesize(environment: Environment): SynthesizedApp {
    return this.synthesizeInto((output) => {
      synthesizeQuickly(environment, output);
    });
  }

  /**
   * Writes what cdktf makes of other stacks.
   *
   * @param write writes them into a folder.
   */
  synthesizeInto(write: (output: string) => void): SynthesizedApp {
    const output = join(this.folder, "cdktf.out");
    mkdirSync(output, { recursive: true });
    write(output);
    this.app = readSynthesizedApp(output);
    return this.app;
  }

  /**
   * Plans a stack, and keeps the plan.
   *
   * @param on `apis`: what they say now; `state`: what they said last, for which nobody has to be asked.
   */
  async plan(stack: string, on: "apis" | "state"): Promise<DeploymentPlan> {
    await this.initialize(stack);
    const options = ["-detailed-exitcode", `-out=${PLAN_FILE}`, `-refresh=${String(on === "apis")}`, PARALLELISM];
    const { exitCode } = await this.run(stack, "plan", ...options);
    if (exitCode !== CHANGES) return { changed: false, actions: [] };
    const { output } = await this.run(stack, "show", "-json", PLAN_FILE);
    const file = join(this.folderOf(stack), PLAN_JSON_FILE);
    writeFileSync(file, output, { mode: 0o600 });
    return { changed: true, actions: actionLines(resourceChanges(readPlanJson(file), new Set())) };
  }

  /** Carries out the plan that was made last. */
  async applyPlan(stack: string): Promise<void> {
    await this.run(stack, "apply", PARALLELISM, PLAN_FILE);
  }

  /**
   * Plans and applies a stack in one command, whatever comes of it.
   *
   * @param signal kills Terraform on the spot.
   */
  async attemptApply(stack: string, signal?: AbortSignal): Promise<Outcome> {
    await this.initialize(stack);
    return this.terraform.run(this.folderOf(stack), ["apply", "-auto-approve", "-no-color", PARALLELISM], signal);
  }

  /** Plans the destruction of a stack, whatever comes of it. */
  async attemptDestroyPlan(stack: string): Promise<Outcome> {
    await this.initialize(stack);
    return this.terraform.run(this.folderOf(stack), ["plan", "-destroy", "-refresh=false", "-no-color"]);
  }

  /** Takes the guards off and destroys a stack, as docs/operations.md says. */
  async destroy(stack: string): Promise<void> {
    const file = join(this.folderOf(stack), "cdk.tf.json");
    const guarded = readFileSync(file, "utf8");
    writeFileSync(file, guarded.replaceAll('"prevent_destroy": true', '"prevent_destroy": false'));
    await this.initialize(stack);
    await this.run(stack, "destroy", "-auto-approve", PARALLELISM);
  }

  /** Runs a command that has to succeed. */
  run(stack: string, command: string, ...words: readonly string[]): Promise<Outcome> {
    return this.checked(stack, command, "-no-color", ...words);
  }

  /** How many resources a stack's state holds. */
  async resourceCount(stack: string): Promise<number> {
    const { output } = await this.checked(stack, "state", "pull");
    const { resources } = stateFile.parse(JSON.parse(output));
    return resources.filter(({ mode }) => mode === "managed").reduce((sum, { instances }) => sum + instances.length, 0);
  }

  private async checked(stack: string, command: string, ...words: readonly string[]): Promise<Outcome> {
    const outcome = await this.terraform.run(this.folderOf(stack), [command, ...words]);
    const succeeded = outcome.exitCode === 0 || (command === "plan" && outcome.exitCode === CHANGES);
    if (!succeeded) throw new TerraformFailure(stack, command, outcome);
    return outcome;
  }

  private async initialize(stack: string): Promise<void> {
    if (this.initialized.has(stack)) return;
    await this.run(stack, "init", "-input=false");
    this.initialized.add(stack);
  }

  private folderOf(stack: string): string {
    return stackOf(this.app, stack).folder;
  }
}
