import { writeFileSync } from "node:fs";
import { App, TerraformResource, type TerraformStack } from "cdktf";
import type { Environment } from "../environment/environment";
import { EnvironmentStacks } from "../stacks/environment-stacks";
import { provenanceOf } from "./provenance";
import { provenancePath, writtenProvenance } from "./provenance-file";

/** What was synthesized of one environment. */
export interface SynthesizedEnvironment {
  readonly environment: string;
  readonly stacks: number;
  readonly resources: number;
  readonly seconds: number;
  /** The folder with its files. */
  readonly outdir: string;
}

/**
 * Makes the stacks of the environments and writes their Terraform, and beside it one provenance file an environment.
 *
 * @param outdir the output folder. Default: cdktf's own, `cdktf.out`.
 */
export function synthesize(environments: readonly Environment[], outdir?: string): SynthesizedEnvironment[] {
  const app = new App(outdir === undefined ? {} : { outdir });
  const made = environments.map((environment) => {
    const start = performance.now();
    const { stacks } = new EnvironmentStacks(app, environment);
    return { environment, stacks, seconds: (performance.now() - start) / 1000 };
  });
  const start = performance.now();
  app.synth();
  const synthSeconds = (performance.now() - start) / 1000;
  const all = made.reduce((sum, { stacks }) => sum + countResources(stacks), 0);
  return made.map(({ environment, stacks, seconds }) => {
    writeProvenance(app.outdir, environment, stacks);
    const resources = countResources(stacks);
    // cdktf writes all stacks at once; each environment bears its share by its resources.
    return {
      environment: environment.name,
      stacks: stacks.length,
      resources,
      seconds: seconds + (synthSeconds * resources) / Math.max(all, 1),
      outdir: app.outdir,
    };
  });
}

function writeProvenance(outdir: string, environment: Environment, stacks: readonly TerraformStack[]): void {
  writeFileSync(provenancePath(environment.name, outdir), writtenProvenance(provenanceOf(environment, stacks)));
}

function countResources(stacks: readonly TerraformStack[]): number {
  return stacks.reduce(
    (sum, stack) => sum + stack.node.findAll().filter((node) => TerraformResource.isTerraformResource(node)).length,
    0,
  );
}
