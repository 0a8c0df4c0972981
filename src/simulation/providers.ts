import type { ProviderName } from "../terraform/provider-schema";
import type { DataFixtures } from "./data/fixtures";

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
 * Starts the simulated providers, one Unix socket each.
 *
 * @throws when no folder for temporary files is short enough for a socket's path
 */
export function startProviders(props: SimulationProps = {}): Promise<SimulatedProviders> {
  throw new Error(`the simulated providers are being built: ${Object.keys(props).join()}`);
}
