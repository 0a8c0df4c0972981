import { minimalEnvironment } from "../../../../src/simulation/engine/environment-variables";
import { runProgram, type Outcome } from "../../../../src/simulation/engine/program";
import { realOpenstack, type RealOpenstack } from "../../../verify/changes/support/real-openstack";
import type { Testbed, User } from "./testbed";

/** Terraform on the testbed: the real OpenStack provider with a user's credentials, and the simulated others. */
export class TestbedTerraform {
  private readonly providers: RealOpenstack;

  /**
   * @param reattach value of `TF_REATTACH_PROVIDERS` for all simulated providers.
   * @param folder where its settings stand; the caller removes it.
   */
  constructor(
    private readonly testbed: Testbed,
    private readonly user: User,
    reattach: string,
    folder: string,
  ) {
    this.providers = realOpenstack(reattach, folder);
  }

  /**
   * Runs a command such as `plan` in a stack's folder.
   *
   * @param signal kills Terraform and its providers on the spot.
   */
  run(folder: string, words: readonly string[], signal?: AbortSignal): Promise<Outcome> {
    return runProgram("terraform", {
      arguments: words,
      folder,
      environment: minimalEnvironment({
        ...this.testbed.credentialsOf(this.user),
        TF_CLI_CONFIG_FILE: this.providers.configurationFile,
        TF_REATTACH_PROVIDERS: this.providers.reattach,
        TF_IN_AUTOMATION: "1",
        TF_INPUT: "0",
        CHECKPOINT_DISABLE: "1",
      }),
      ...(signal && { signal }),
    });
  }
}
