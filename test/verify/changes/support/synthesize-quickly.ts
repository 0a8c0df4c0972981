import { App } from "cdktf";
import type { Environment } from "../../../../src/environment/environment";
import { EnvironmentStacks } from "../../../../src/stacks/environment-stacks";

/**
 * Writes the Terraform of an environment in half the time of the app: cdktf neither starts Terraform to ask for its version, nor
 * takes a stack trace for each of a hundred thousand tokens.
 */
export function synthesizeQuickly(environment: Environment, folder: string): void {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const app = new App({ outdir: folder, skipValidation: true });
    new EnvironmentStacks(app, environment);
    app.synth();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
