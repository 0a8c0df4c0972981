import { extname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { providerFacts, PROVIDERS, type ProviderName } from "../terraform/provider-schema";
import type { DataFixtures } from "./data/fixtures";
import type { ServedProviders } from "./serve-providers";
import { makeSocketFolder } from "./sockets";

/**
 * Where a source without a registry leads: Terraform's, which the facts name, and OpenTofu's. A provider is announced under both.
 */
const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"] as const;

/** The version of the plugin protocol that the simulated providers speak. */
const PROTOCOL_VERSION = 6;

/** Simulated providers that run until they are stopped. */
export interface SimulatedProviders {
  /** The value of `TF_REATTACH_PROVIDERS` with which Terraform finds them. */
  readonly reattach: string;
  /**
   * Ends them and removes their sockets. May be called twice.
   *
   * @throws what they ended with when they have crashed before: the cause of whatever Terraform said.
   */
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
 * Starts the simulated providers, one Unix socket each, in a thread of their own. Terraform gives a provider 20 seconds to
 * accept a connection: nothing else that this process does may keep them from it, such as the synthesis of a large stack.
 *
 * @throws when no folder for temporary files has a path short enough for a socket's
 */
export async function startProviders({
  providers = PROVIDERS,
  fixtures = {},
}: SimulationProps = {}): Promise<SimulatedProviders> {
  const folder = makeSocketFolder(providers);
  const sockets = providers.map((name) => [name, folder.path(name)] as const);
  const thread = startThread({ sockets, fixtures });
  let crash: Error | undefined;
  thread.on("error", (error) => {
    crash = error;
  });
  const stop = async () => {
    await thread.terminate();
    folder.remove();
    if (crash) throw crash;
  };
  // It says that it listens, or ends.
  await new Promise((resolve) => thread.once("message", resolve).once("exit", resolve));
  if (crash) await stop();
  return { reattach: JSON.stringify(reattachment(sockets)), stop };
}

/** The sources run as TypeScript in this project's tests, which Node.js does not read by itself. */
function startThread(served: ServedProviders): Worker {
  const language = extname(__filename);
  return new Worker(join(__dirname, `provider-thread${language}`), {
    workerData: served,
    execArgv: language === ".ts" ? ["--require", require.resolve("tsx/cjs")] : [],
  });
}

/** How Terraform and OpenTofu, whose registries have different names, find each provider. */
function reattachment(sockets: ServedProviders["sockets"]) {
  return Object.fromEntries(
    sockets.flatMap(([name, socket]) =>
      REGISTRIES.map((registry) => [
        providerFacts(name).provider.replace(REGISTRIES[0], registry),
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
}
