import { minimalEnvironment } from "../../../src/simulation/engine/environment-variables";
import { runProgram, type Outcome } from "../../../src/simulation/engine/program";
import type { ProviderSettings } from "../../verify/support/real-providers";

export interface AcceptanceTerraformProps {
  /**
   * Terraform, or OpenTofu in its place: a name on the PATH, or a path.
   *
   * @default terraform
   */
  readonly program?: string;
  readonly settings: ProviderSettings;
  /**
   * More variables, such as credentials.
   *
   * @default none
   */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * A program with its first arguments, which runs the command line that follows them.
   *
   * @default none: Terraform is started directly
   */
  readonly startedBy?: readonly [file: string, ...words: string[]];
}

/** Runs Terraform's commands in the folders of stacks. */
export interface TerraformRunner {
  /**
   * Runs a command such as `plan` in a stack's folder.
   *
   * @param signal kills Terraform and its providers on the spot.
   */
  run(folder: string, words: readonly string[], signal?: AbortSignal): Promise<Outcome>;
}

/** Terraform with real and simulated providers. Nothing else of this machine's settings or credentials takes part. */
export class AcceptanceTerraform implements TerraformRunner {
  constructor(private readonly props: AcceptanceTerraformProps) {}

  run(folder: string, words: readonly string[], signal?: AbortSignal): Promise<Outcome> {
    const { program = "terraform", settings, variables, startedBy = [] } = this.props;
    const [file = program, ...starterWords] = startedBy;
    return runProgram(file, {
      arguments: startedBy.length === 0 ? words : [...starterWords, program, ...words],
      folder,
      environment: minimalEnvironment({
        ...variables,
        TF_CLI_CONFIG_FILE: settings.configurationFile,
        TF_REATTACH_PROVIDERS: settings.reattach,
        TF_IN_AUTOMATION: "1",
        TF_INPUT: "0",
        CHECKPOINT_DISABLE: "1",
      }),
      ...(signal && { signal }),
    });
  }
}
