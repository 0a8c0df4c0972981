import { startProviders } from "../simulation/providers";
import { PROVIDERS_VARIABLE, sharedProviders } from "./shared-providers";

/**
 * Starts the simulated providers once for a whole test run; for jest's `globalSetup`, with `plan-teardown` as
 * `globalTeardown`. Without it every `toPlan` starts those that it needs and stops them again.
 */
export default async function setup(): Promise<void> {
  sharedProviders.running = await startProviders();
  process.env[PROVIDERS_VARIABLE] = sharedProviders.running.reattach;
}
