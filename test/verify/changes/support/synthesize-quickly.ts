import { App } from "cdktf";
import type { Environment } from "../../../../src/environment/environment";
import { EnvironmentStacks } from "../../../../src/stacks/environment-stacks";

/**
 * Writes the Terraform of an environment in half the time of the app: cdktf neither starts Terraform to ask for its version, nor
 * keeps for each of a hundred thousand tokens where in the code it was made.
 */
export function synthesizeQuickly(environment: Environment, folder: string): void {
  const captureStackTrace = Object.getOwnPropertyDescriptor(Error, "captureStackTrace");
  Error.captureStackTrace = () => undefined;
  try {
    const app = new App({ outdir: folder, skipValidation: true });
    new EnvironmentStacks(app, environment);
    app.synth();
  } finally {
    if (captureStackTrace) Object.defineProperty(Error, "captureStackTrace", captureStackTrace);
  }
}
