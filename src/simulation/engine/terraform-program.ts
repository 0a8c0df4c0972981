import { minimalEnvironment } from "./environment-variables";
import { runProgram, type Outcome, type ProgramProps } from "./program";

/** The variable that names the Terraform or OpenTofu to use, the same that cdktf reads. */
export const BINARY_VARIABLE = "TERRAFORM_BINARY_NAME";

const OLDEST_TERRAFORM = { major: 1, minor: 9 };
/** OpenTofu's first release, which speaks the same plugin protocol. */
const OLDEST_OPENTOFU = { major: 1, minor: 6 };

const VERSION_LINE = /^(?<product>Terraform|OpenTofu) v(?<major>\d+)\.(?<minor>\d+)\.(?<patch>\S+)/;

export interface TerraformProps {
  /** An empty file: whatever the user's own configuration says about mirrors, credentials or plugins stays out. */
  readonly configurationFile: string;
  /** Value of `TF_REATTACH_PROVIDERS`: the simulated providers. */
  readonly reattach: string;
  /** @default never aborted */
  readonly signal?: AbortSignal;
}

/** The Terraform or OpenTofu that plans, cut off from everything but the simulated providers. */
export class TerraformProgram {
  private constructor(
    private readonly name: string,
    /** `Terraform 1.11.4`. */
    readonly version: string,
    private readonly props: TerraformProps,
  ) {}

  /**
   * Finds the program: the one that `TERRAFORM_BINARY_NAME` names, else `terraform`, else `tofu`.
   * @throws Error that says what to install when there is none, or when it is too old.
   */
  static async find(props: TerraformProps, variables: NodeJS.ProcessEnv = process.env): Promise<TerraformProgram> {
    const asked = variables[BINARY_VARIABLE];
    const candidates = asked ? [asked] : ["terraform", "tofu"];
    for (const name of candidates) {
      const line = await versionLine(name, props);
      if (line !== undefined) return new TerraformProgram(name, checkedVersion(name, line), props);
    }
    throw new Error(
      `${asked ? `${BINARY_VARIABLE} names ${asked}, which cannot be run` : "neither terraform nor tofu is on the PATH"}: ` +
        `install Terraform 1.9 or newer, or OpenTofu, or name it in ${BINARY_VARIABLE}`,
    );
  }

  /** Runs a command such as `plan` in a folder. */
  run(folder: string, ...words: string[]): Promise<Outcome> {
    return runProgram(this.name, programProps(folder, words, this.props));
  }
}

async function versionLine(name: string, props: TerraformProps): Promise<string | undefined> {
  try {
    const { exitCode, output } = await runProgram(name, programProps(".", ["version"], props));
    return exitCode === 0 ? output : undefined;
  } catch (error) {
    props.signal?.throwIfAborted();
    if (error instanceof Error && error.message.startsWith("cannot start")) return undefined;
    throw error;
  }
}

function checkedVersion(name: string, line: string): string {
  const { product = "", major = "", minor = "", patch = "" } = VERSION_LINE.exec(line)?.groups ?? {};
  if (product === "") throw new Error(`${name} is neither Terraform nor OpenTofu: its version says ${line.trim()}`);
  const oldest = product === "Terraform" ? OLDEST_TERRAFORM : OLDEST_OPENTOFU;
  const isOld = Number(major) < oldest.major || (Number(major) === oldest.major && Number(minor) < oldest.minor);
  if (isOld) {
    throw new Error(
      `${name} is ${product} ${major}.${minor}.${patch}: ${oldest.major}.${oldest.minor} or newer is needed`,
    );
  }
  return `${product} ${major}.${minor}.${patch}`;
}

function programProps(folder: string, words: readonly string[], props: TerraformProps): ProgramProps {
  return {
    arguments: words,
    folder,
    environment: minimalEnvironment({
      TF_CLI_CONFIG_FILE: props.configurationFile,
      TF_REATTACH_PROVIDERS: props.reattach,
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
      CHECKPOINT_DISABLE: "1",
      // Terraform lives for seconds: collecting garbage half as often saves a quarter of its time, for a third more memory.
      GOGC: "200",
    }),
    ...(props.signal && { signal: props.signal }),
  };
}
