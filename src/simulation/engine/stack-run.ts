import { existsSync, rmSync, writeFileSync } from "node:fs";
import type { Outcome } from "./program";
import type { Configuration } from "./synthesized-app";
import type { TerraformProgram } from "./terraform-program";
import { Workspace } from "./workspace";

export const PLAN_FILE = "plan.tfplan";
export const PLAN_JSON_FILE = "plan.json";

/** A Terraform command that failed, with what Terraform says about it. */
export class TerraformFailure extends Error {
  override readonly name = "TerraformFailure";

  constructor(stack: string, command: string, outcome: Outcome) {
    const said = withoutTraces(outcome.errors.trim() || outcome.output.trim())
      .split("\n")
      .map(shortened);
    const end = outcome.exitCode === null ? "was killed" : "failed";
    super(`stack ${stack}: terraform ${command} ${end}\n${said.map((line) => `  ${line}\n`).join("")}`);
  }
}

/** A crash fills screens with what each of its threads was doing. */
function withoutTraces(text: string): string {
  return text
    .split(/^goroutine \d+ /m, 1)
    .join()
    .trim();
}

/** Terraform quotes whole arguments, and a machine's user data fills screens. */
const LONGEST_LINE = 240;

function shortened(line: string): string {
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)}…`;
}

/**
 * Simulated providers answer within the process, and no two programs share a state: nothing has to be read again, locked, or
 * held back for a cloud's sake.
 */
const FAST = ["-lock=false", "-parallelism=32"];

/** The Terraform commands of one stack, in its workspace. */
export class StackRun {
  private readonly workspace: Workspace;
  private initialized = false;

  constructor(
    private readonly stack: string,
    root: string,
    private readonly terraform: TerraformProgram,
  ) {
    this.workspace = new Workspace(root, stack);
  }

  get planFile(): string {
    return this.workspace.path(PLAN_FILE);
  }

  /** Takes a configuration over, from which the next commands start. */
  async use(configuration: Configuration, assets: string): Promise<void> {
    this.workspace.write(configuration, assets);
    // Modules are all that a second configuration of the stack could bring to be installed.
    if (this.initialized && configuration.module === undefined) return;
    await this.run("init");
    this.initialized = true;
  }

  /** Applies the configuration. */
  async apply(): Promise<void> {
    await this.run("apply", "-auto-approve", "-refresh=false", ...FAST);
  }

  /** Applies the plan that was made last. */
  async applyPlan(): Promise<void> {
    await this.run("apply", ...FAST, PLAN_FILE);
  }

  /** Plans the configuration on the stack's state, and keeps the plan. Returns whether it changes anything. */
  async plan(...options: readonly "-destroy"[]): Promise<boolean> {
    rmSync(this.planFile, { force: true });
    const words = ["-detailed-exitcode", "-refresh=false", `-out=${PLAN_FILE}`, ...FAST, ...options];
    const outcome = await this.run("plan", ...words);
    // The Go runtime ends a program with the code of a plan that has changes, such as for lack of memory.
    if (!existsSync(this.planFile)) throw new TerraformFailure(this.stack, "plan", outcome);
    return outcome.exitCode === CHANGES;
  }

  /** The plan that was made last, as a person reads it. */
  async planText(): Promise<string> {
    return (await this.run("show", PLAN_FILE)).output;
  }

  /** Writes the plan that was made last as `terraform show -json` has it. Returns the file. */
  async writePlanJson(): Promise<string> {
    const { output } = await this.run("show", "-json", PLAN_FILE);
    const file = this.workspace.path(PLAN_JSON_FILE);
    writeFileSync(file, output, { mode: 0o600 });
    return file;
  }

  /**
   * Runs any command in the workspace.
   * @throws TerraformFailure when it fails; a plan that has changes does not.
   */
  async run(command: string, ...words: readonly string[]): Promise<Outcome> {
    const outcome = await this.terraform.run(this.workspace.folder, command, "-no-color", ...words);
    const succeeded = outcome.exitCode === 0 || (command === "plan" && outcome.exitCode === CHANGES);
    if (!succeeded) throw new TerraformFailure(this.stack, command, outcome);
    return outcome;
  }
}

/** `terraform plan -detailed-exitcode` says so. */
const CHANGES = 2;
