import { PROVIDERS_VARIABLE, sharedProviders } from "./shared-providers";

/** Stops what `plan-setup` started; for jest's `globalTeardown`. */
export default async function teardown(): Promise<void> {
  Reflect.deleteProperty(process.env, PROVIDERS_VARIABLE);
  await sharedProviders.running?.stop();
}
