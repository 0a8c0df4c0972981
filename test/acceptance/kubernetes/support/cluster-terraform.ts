import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Outcome } from "../../../../src/simulation/engine/program";
import type { SynthesizedStack } from "../../../../src/simulation/engine/synthesized-app";
import { AcceptanceProviders } from "../../support/providers";
import { AcceptanceTerraform, type TerraformRunner } from "../../support/terraform";
import { hasDefinitions } from "./definitions";

/** Terraform for the stacks of clusters, with the providers for real that can do their work on the testbed. */
export class ClusterTerraform implements TerraformRunner {
  private readonly withHelm: AcceptanceTerraform;
  private readonly withoutHelm: AcceptanceTerraform;
  private readonly providers = AcceptanceProviders.onThisMachine(["kubernetes", "helm", "tls", "random"]);

  /**
   * @param reattach value of `TF_REATTACH_PROVIDERS` for all simulated providers.
   * @param folder where the settings stand; the caller removes it.
   */
  constructor(reattach: string, folder: string) {
    // What the providers keep of charts, and what they might find there of a person's own clusters.
    const home = join(folder, "home");
    mkdirSync(home);
    const terraform = (providers: AcceptanceProviders) =>
      new AcceptanceTerraform({ settings: providers.settings(reattach, folder), variables: { HOME: home } });
    this.withHelm = terraform(this.providers);
    this.withoutHelm = terraform(this.providers.without("helm"));
  }

  run(folder: string, words: readonly string[], signal?: AbortSignal): Promise<Outcome> {
    const terraform = hasOwnCharts(folder) ? this.withHelm : this.withoutHelm;
    return terraform.run(folder, words, signal);
  }

  /** Which of its providers a stack has for real. */
  providersOf(stack: SynthesizedStack): AcceptanceProviders {
    return hasOwnCharts(stack.folder) ? this.providers : this.providers.without("helm");
  }
}

const stackFile = z.looseObject({
  resource: z
    .looseObject({ helm_release: z.record(z.string(), z.looseObject({ chart: z.string() })).default({}) })
    .default({ helm_release: {} }),
});

/**
 * Whether Helm can install all that a stack asks for: charts of this repository, which travel with the stack, and custom
 * resources whose definitions the API server knows. Released charts would have to be fetched, and wait for programs that no
 * simulated node runs.
 *
 * @param folder of the synthesized stack.
 */
function hasOwnCharts(folder: string): boolean {
  const { resource } = stackFile.parse(JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")));
  const charts = Object.values(resource.helm_release).map(({ chart }) => chart);
  return hasDefinitions() && charts.every((chart) => existsSync(join(folder, chart)));
}
