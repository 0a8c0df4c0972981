import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { Cleanup } from "../../../../src/simulation/engine/cleanup";
import { temporaryFolder } from "../../../../src/simulation/engine/temporary-folder";
import { Deployment } from "../../support/deployment";
import { leftovers } from "./inventory";
import { Project } from "./project";
import { SMALL_PLATFORM, synthesizeSmallPlatform, type SmallPlatformProps } from "./small-platform";
import { testbedTerraform } from "./terraform";
import { Testbed } from "./testbed";

const SERVICE_SCRIPT = join(__dirname, "..", "testbed", "service.sh");

const NO_SIMULATED_PROVIDERS = "{}";

/** What came of a command. */
export interface Attempt {
  readonly succeeded: boolean;
  /** Its errors as a person reads them: without Terraform's frames and line breaks. */
  readonly said: string;
}

/** A small platform in a project of its own, to which something happens while it is applied. */
export class FaultyRun {
  private constructor(
    readonly testbed: Testbed,
    readonly project: Project,
    readonly deployment: Deployment,
    private readonly cleanup: Cleanup,
  ) {}

  static async start(name: string): Promise<FaultyRun> {
    const testbed = Testbed.running();
    const cleanup = new Cleanup();
    const folder = temporaryFolder(cleanup);
    const project = await Project.create(testbed, name);
    const terraform = testbedTerraform(testbed, project.user, NO_SIMULATED_PROVIDERS, folder);
    return new FaultyRun(testbed, project, new Deployment(terraform, folder), cleanup);
  }

  /** Writes the platform as it shall be. */
  synthesize(props: SmallPlatformProps): void {
    this.deployment.synthesizeInto((output) => {
      synthesizeSmallPlatform(this.testbed, output, props);
    });
  }

  /** Applies the platform, whatever comes of it. */
  async apply(signal?: AbortSignal): Promise<Attempt> {
    const { exitCode, errors } = await this.deployment.attemptApply(SMALL_PLATFORM, signal);
    return { succeeded: exitCode === 0, said: errors.replaceAll(/[│╷╵\s]+/g, " ") };
  }

  /** Runs another command of Terraform, which has to succeed. */
  async terraform(command: string, ...words: readonly string[]): Promise<void> {
    await this.deployment.run(SMALL_PLATFORM, command, ...words);
  }

  /** Whether a plan on what the APIs say is empty. */
  async isSettled(): Promise<boolean> {
    return !(await this.deployment.plan(SMALL_PLATFORM, "apis")).changed;
  }

  /** Destroys the platform. @returns what the APIs say is left. */
  async destroy(): Promise<string[]> {
    await this.deployment.destroy(SMALL_PLATFORM);
    return leftovers(this.project.api);
  }

  stop(): Promise<void> {
    return this.cleanup.run();
  }
}

/** Stops or starts a service of the testbed, such as `octavia`. */
export async function service(action: "stop" | "start", name: string): Promise<void> {
  await promisify(execFile)("bash", [SERVICE_SCRIPT, action, name]);
}
