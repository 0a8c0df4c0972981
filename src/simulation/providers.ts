import { providerFacts, PROVIDERS, type ProviderName } from "../terraform/provider-schema";
import type { DataFixtures } from "./data/fixtures";
import { Identities } from "./provider/identities";
import { startServer } from "./provider/server";
import { makeSocketFolder } from "./sockets";
import { AddressBook } from "./values/address-book";

/**
 * Where a source without a registry leads: Terraform's, which the facts name, and OpenTofu's. A provider is announced under both.
 */
const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"] as const;

/** The version of the plugin protocol that the simulated providers speak. */
const PROTOCOL_VERSION = 6;

/** Simulated providers that run in this process until they are stopped. */
export interface SimulatedProviders {
  /** The value of `TF_REATTACH_PROVIDERS` with which Terraform finds them. */
  readonly reattach: string;
  /** How many calls they have answered. */
  readonly requests: number;
  /** Closes the servers and removes their sockets. May be called twice. */
  stop(): Promise<void>;
}

export interface SimulationProps {
  /**
   * The providers to serve.
   *
   * @default every provider whose facts the project carries
   */
  readonly providers?: readonly ProviderName[];
  /**
   * What data sources answer.
   *
   * @default none: a data source that Terraform reads is an error which names the missing fixture
   */
  readonly fixtures?: DataFixtures;
}

/**
 * Starts the simulated providers, one Unix socket each. They share one set of simulated clouds, so that an address in a subnet
 * that one run of Terraform made is known to the next.
 *
 * @throws when no folder for temporary files has a path short enough for a socket's
 */
export async function startProviders({
  providers = PROVIDERS,
  fixtures = {},
}: SimulationProps = {}): Promise<SimulatedProviders> {
  const clouds = { identities: new Identities(), addresses: new AddressBook(), fixtures };
  const folder = await makeSocketFolder(providers);
  const started = await Promise.allSettled(providers.map((name) => startServer(name, folder.path(name), clouds)));
  const servers = started.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  const stop = async () => {
    for (const server of servers) server.stop();
    await folder.remove();
  };
  const failed = started.find((each) => each.status === "rejected");
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return {
    reattach: JSON.stringify(reattachment(providers, folder.path)),
    get requests() {
      return servers.reduce((sum, server) => sum + server.requests, 0);
    },
    stop,
  };
}

/** How Terraform and OpenTofu, whose registries have different names, find each provider. */
function reattachment(providers: readonly ProviderName[], socketOf: (name: ProviderName) => string) {
  return Object.fromEntries(
    providers.flatMap((name) =>
      REGISTRIES.map((registry) => [
        providerFacts(name).provider.replace(REGISTRIES[0], registry),
        {
          Protocol: "grpc",
          ProtocolVersion: PROTOCOL_VERSION,
          Pid: process.pid,
          // The program that attaches leaves the process alone when it is done.
          Test: true,
          Addr: { Network: "unix", String: socketOf(name) },
        },
      ]),
    ),
  );
}
