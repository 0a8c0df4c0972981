import { join } from "node:path";
import type { Environment } from "../../../../src/environment/environment";
import { Cleanup } from "../../../../src/simulation/engine/cleanup";
import type { SynthesizedStack } from "../../../../src/simulation/engine/synthesized-app";
import { temporaryFolder } from "../../../../src/simulation/engine/temporary-folder";
import { startProviders } from "../../../../src/simulation/providers";
import { Deployment } from "../../support/deployment";
import { AcceptanceProviders } from "../../support/providers";
import type { ReportRow } from "../../support/report";
import { stackOf } from "../../support/stacks";
import { AcceptanceTerraform } from "../../support/terraform";
import { AnsweringCurl } from "./answering-curl";

/** Names the OpenTofu that this lane's `build.sh` has built. */
const PROGRAM_VARIABLE = "HEALTH_CLOUD_OPENTOFU";

/** OpenTofu on an environment's stacks, with certain providers. */
export class OpentofuDeployment extends Deployment {
  constructor(
    terraform: AcceptanceTerraform,
    folder: string,
    private readonly providers: AcceptanceProviders,
  ) {
    super(terraform, folder);
  }

  stackNamed(name: string): SynthesizedStack {
    return stackOf(this.app, name);
  }

  kindsOf(name: string): ReportRow["providers"] {
    return this.providers.kindsOf(this.stackNamed(name));
  }
}

/** An environment's stacks in the hands of OpenTofu. */
export class OpentofuRun {
  private constructor(
    /** `OpenTofu v1.12.6`. */
    readonly version: string,
    readonly simulated: OpentofuDeployment,
    /** The same stacks and states, with the real OpenStack provider, which can plan without a cloud. */
    readonly real: OpentofuDeployment,
    private readonly cleanup: Cleanup,
  ) {}

  /**
   * Synthesizes an environment.
   *
   * @param environment with its state in local files.
   * @throws Error when there is no OpenTofu.
   */
  static async start(environment: Environment): Promise<OpentofuRun> {
    const program = process.env[PROGRAM_VARIABLE];
    if (program === undefined) throw new Error("there is no OpenTofu: build it with npm run acceptance -- terraform");
    const cleanup = new Cleanup();
    try {
      const folder = temporaryFolder(cleanup);
      const { reattach, ...served } = await startProviders();
      cleanup.add(() => served.stop());
      const { variables } = new AnsweringCurl(join(folder, "bin"));
      const terraformWith = (providers: AcceptanceProviders): AcceptanceTerraform =>
        new AcceptanceTerraform({ program, settings: providers.settings(reattach, folder), variables });
      const deploymentWith = (providers: AcceptanceProviders): OpentofuDeployment => {
        const deployment = new OpentofuDeployment(terraformWith(providers), folder, providers);
        deployment.synthesize(environment);
        return deployment;
      };
      const providers = AcceptanceProviders.onThisMachine(["openstack"]);
      const simulated = providers.without("openstack");
      const { output } = await terraformWith(simulated).run(folder, ["version"]);
      const [version = ""] = output.split("\n");
      return new OpentofuRun(version, deploymentWith(simulated), deploymentWith(providers), cleanup);
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  stop(): Promise<void> {
    return this.cleanup.run();
  }
}
