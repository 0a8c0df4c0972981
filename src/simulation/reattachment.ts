import { providerFacts, type ProviderName } from "../terraform/provider-schema";
import type { ServedProviders } from "./serve-providers";

/**
 * Where a source without a registry leads: Terraform's, which the facts name, and OpenTofu's. A provider is announced under both.
 */
const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"] as const;

/** The version of the plugin protocol that the simulated providers speak. */
const PROTOCOL_VERSION = 6;

/** The full sources of a provider: in Terraform's registry, and in OpenTofu's. */
export function providerSources(name: ProviderName): string[] {
  return REGISTRIES.map((registry) => providerFacts(name).provider.replace(REGISTRIES[0], registry));
}

/** The value of `TF_REATTACH_PROVIDERS` with which Terraform and OpenTofu, whose registries have different names, find each provider. */
export function reattachment(sockets: ServedProviders["sockets"]): string {
  const providers = Object.fromEntries(
    sockets.flatMap(([name, socket]) =>
      providerSources(name).map((source) => [
        source,
        {
          Protocol: "grpc",
          ProtocolVersion: PROTOCOL_VERSION,
          Pid: process.pid,
          // The program that attaches leaves the process alone when it is done.
          Test: true,
          Addr: { Network: "unix", String: socket },
        },
      ]),
    ),
  );
  return JSON.stringify(providers);
}
