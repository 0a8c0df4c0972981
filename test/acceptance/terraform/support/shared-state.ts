import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Cleanup } from "../../../../src/simulation/engine/cleanup";
import type { SynthesizedStack } from "../../../../src/simulation/engine/synthesized-app";
import { temporaryFolder } from "../../../../src/simulation/engine/temporary-folder";
import { startProviders } from "../../../../src/simulation/providers";
import { isRecord } from "../../../../src/terraform/json-record";
import type { ProviderName } from "../../../../src/terraform/provider-schema";
import { changedEnvironment } from "../../../app/support/changed-environment";
import { environmentNamed } from "../../../app/support/synthesized";
import { Deployment } from "../../support/deployment";
import { AcceptanceProviders } from "../../support/providers";
import { stackOf } from "../../support/stacks";
import { AcceptanceTerraform } from "../../support/terraform";
import { HeldProvider } from "./held-provider";
import { StateDatabase } from "./state-database";

/** Lets Terraform wait for a lock, as docs/operations.md says. */
export const PATIENCE = { TF_CLI_ARGS_plan: "-lock-timeout=10m", TF_CLI_ARGS_apply: "-lock-timeout=10m" } as const;

/** People who deploy one environment, whose state stands in PostgreSQL, each with a project folder of their own. */
interface People {
  /** Whose changes of resources the test can hold. */
  readonly first: Deployment;
  readonly second: Deployment;
  /** Whose Terraform waits for locks. */
  readonly patient: Deployment;
}

/** An environment whose state stands in PostgreSQL, on simulated clouds. */
export class SharedState {
  private constructor(
    readonly database: StateDatabase,
    readonly providers: AcceptanceProviders,
    readonly held: HeldProvider,
    readonly people: People,
    private readonly cleanup: Cleanup,
  ) {}

  /**
   * Synthesizes an environment of the repository for everybody.
   *
   * @param heldProvider the provider whose changes can be held.
   * @throws Error when no PostgreSQL runs.
   */
  static async start(environment: string, heldProvider: ProviderName): Promise<SharedState> {
    const database = StateDatabase.running();
    const cleanup = new Cleanup();
    try {
      const simulated = await startProviders();
      cleanup.add(() => simulated.stop());
      const held = await HeldProvider.start(heldProvider, simulated.reattach);
      cleanup.add(() => {
        held.stop();
      });
      const providers = AcceptanceProviders.onThisMachine([]);
      const { sites } = environmentNamed(environment);
      const shared = changedEnvironment(environment, { set: { state: { backend: "pg" } } }, sites);
      const person = (reattach: string, variables: Readonly<Record<string, string>> = {}): Deployment => {
        const folder = temporaryFolder(cleanup);
        const settings = providers.settings(reattach, folder);
        const terraform = new AcceptanceTerraform({ settings, variables: { ...database.access, ...variables } });
        const deployment = new Deployment(terraform, folder);
        deployment.synthesize(shared);
        return deployment;
      };
      const people = {
        first: person(held.reattach),
        second: person(simulated.reattach),
        patient: person(simulated.reattach, PATIENCE),
      };
      return new SharedState(database, providers, held, people, cleanup);
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  /** A stack's Terraform, the same for everybody. */
  stack(name: string): SynthesizedStack {
    return stackOf(this.people.first.app, name);
  }

  get stacks(): readonly string[] {
    return [...this.people.first.app.keys()];
  }

  /** Each stack's backend, as cdktf has written it. */
  get backends(): Readonly<Record<string, unknown>> {
    const entries = this.stacks.map((name) => {
      const { terraform } = this.stack(name).configuration;
      return [name, isRecord(terraform) ? terraform.backend : undefined] as const;
    });
    return Object.fromEntries(entries);
  }

  /** Those of the files that cdktf has written in which one of some words stands. */
  filesThatName(words: readonly string[]): string[] {
    const folders = this.stacks.map((name) => this.stack(name).folder);
    const files = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
    );
    return files.filter((file) => {
      const text = readFileSync(file, "utf8");
      return words.some((word) => text.includes(word));
    });
  }

  stop(): Promise<void> {
    return this.cleanup.run();
  }
}
