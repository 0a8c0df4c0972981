import type { SimulatedProviders } from "../simulation/providers";

/** Tells the processes of a test run where the providers listen that it shares. */
export const PROVIDERS_VARIABLE = "HEALTH_CLOUD_SIMULATED_PROVIDERS";

/** The providers of the test run, in the process that runs its setup and its teardown. */
export const sharedProviders: { running?: SimulatedProviders } = {};
