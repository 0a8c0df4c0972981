import type { ProviderName } from "../terraform/provider-schema";
import type { DataFixtures } from "./data/fixtures";
import { Identities } from "./provider/identities";
import { startServer } from "./provider/server";
import { AddressBook } from "./values/address-book";

export interface ServedProviders {
  /** The Unix socket at which each provider listens. */
  readonly sockets: readonly (readonly [ProviderName, string])[];
  /** What data sources answer. */
  readonly fixtures: DataFixtures;
}

/**
 * Starts the servers of simulated providers. They share one set of simulated clouds, so that an address in a subnet that one
 * run of Terraform made is known to the next.
 *
 * @returns what stops them.
 */
export async function serveProviders({ sockets, fixtures }: ServedProviders): Promise<() => void> {
  const clouds = { identities: new Identities(), addresses: new AddressBook(), fixtures };
  const servers = await Promise.all(sockets.map(([name, socket]) => startServer(name, socket, clouds)));
  return () => {
    for (const server of servers) server.stop();
  };
}
