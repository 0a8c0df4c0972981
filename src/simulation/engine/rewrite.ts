import { PROVIDERS, providerFacts } from "../../terraform/provider-schema";
import { isRecord, mapRecord, withoutKeys, type JsonRecord } from "../../terraform/json-record";
import type { Configuration } from "./synthesized-app";
import { usedProviders } from "./used-providers";

/** A configuration that runs on simulated providers. */
export interface RewrittenConfiguration {
  readonly configuration: Configuration;
  /** Addresses of the resources that carry `prevent_destroy`, which the rewritten ones do not. */
  readonly protected: ReadonlySet<string>;
}

export interface RewriteProps {
  readonly stack: string;
  readonly configuration: Configuration;
  /** Address of the simulated state that the stack owns. */
  readonly stateAddress: string;
  /**
   * Address of the simulated state that a `terraform_remote_state` reads, by the data source's name and arguments; undefined
   * when no stack of the app writes such a state.
   */
  readonly remoteStateAddress: (name: string, argument: JsonRecord) => string | undefined;
}

/**
 * The simulated copy of a stack's configuration: its state and the states that it reads are simulated, nothing runs on this
 * machine (`provisioner`), and nothing keeps Terraform from planning what `prevent_destroy` would refuse.
 *
 * @throws Error that names a provider for which there are no facts, or a state that no stack of the app writes.
 */
export function rewriteConfiguration(props: RewriteProps): RewrittenConfiguration {
  const { stack, configuration, stateAddress } = props;
  refuseUnknownProviders(stack, configuration);
  const protectedAddresses = new Set<string>();
  const rewritten: Record<string, unknown> = {
    ...configuration,
    terraform: simulatedSettings(configuration, stateAddress),
  };
  if (isRecord(configuration.resource)) {
    rewritten.resource = mapRecord(configuration.resource, (resources, type) =>
      mapRecord(resources, (resource, name) => {
        if (isProtected(resource)) protectedAddresses.add(`${type}.${name}`);
        return simulatedResource(resource);
      }),
    );
  }
  if (isRecord(configuration.data)) rewritten.data = simulatedData(configuration.data, props);
  return { configuration: rewritten, protected: protectedAddresses };
}

function refuseUnknownProviders(stack: string, configuration: Configuration): void {
  const known = new Map(PROVIDERS.map((name) => [providerFacts(name).provider, name]));
  const unknown = [...usedProviders(configuration).values()].filter((source) => !known.has(source)).sort();
  if (unknown.length === 0) return;
  throw new Error(
    `stack ${stack} uses ${unknown.join(", ")}, for which there are no provider facts: ` +
      `it can be planned only with ${[...known.keys()].sort().join(", ")}`,
  );
}

function simulatedSettings(configuration: Configuration, stateAddress: string): JsonRecord {
  const settings = isRecord(configuration.terraform) ? configuration.terraform : {};
  return {
    ...withoutKeys(settings, "backend", "cloud"),
    // Full addresses, since OpenTofu reads a short one as an address in a registry of its own.
    required_providers: mapRecord(Object.fromEntries(usedProviders(configuration)), (source) => ({ source })),
    backend: {
      http: {
        address: stateAddress,
        lock_address: stateAddress,
        unlock_address: stateAddress,
        retry_max: 0,
      },
    },
  };
}

function simulatedResource(resource: unknown): unknown {
  if (!isRecord(resource)) return resource;
  return mapRecord(withoutKeys(resource, "provisioner", "connection"), (value, key) =>
    key === "lifecycle" ? withoutProtection(value) : value,
  );
}

function withoutProtection(lifecycle: unknown): unknown {
  if (Array.isArray(lifecycle)) return lifecycle.map(withoutProtection);
  return isRecord(lifecycle) ? withoutKeys(lifecycle, "prevent_destroy") : lifecycle;
}

function isProtected(resource: unknown): boolean {
  if (!isRecord(resource)) return false;
  const { lifecycle } = resource;
  const blocks: readonly unknown[] = Array.isArray(lifecycle) ? lifecycle : [lifecycle];
  return blocks.some(
    (block) => isRecord(block) && (block.prevent_destroy === true || block.prevent_destroy === "true"),
  );
}

function simulatedData(data: JsonRecord, { stack, remoteStateAddress }: RewriteProps): JsonRecord {
  return mapRecord(data, (sources, type) =>
    type !== "terraform_remote_state"
      ? sources
      : mapRecord(sources, (argument, name) => {
          const address = isRecord(argument) ? remoteStateAddress(name, argument) : undefined;
          if (!isRecord(argument) || address === undefined) {
            throw new Error(
              `stack ${stack} reads the state data.terraform_remote_state.${name}, which no stack of this app writes: ` +
                "a plan never opens a real state",
            );
          }
          return { ...withoutKeys(argument, "workspace"), backend: "http", config: { address, retry_max: 0 } };
        }),
  );
}
