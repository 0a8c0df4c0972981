import type { Environment } from "../../../../src/environment/environment";
import { Cleanup } from "../../../../src/simulation/engine/cleanup";
import { temporaryFolder } from "../../../../src/simulation/engine/temporary-folder";
import type { SynthesizedStack } from "../../../../src/simulation/engine/synthesized-app";
import { startProviders } from "../../../../src/simulation/providers";
import { isRecord, type JsonRecord } from "../../../../src/terraform/json-record";
import { Deployment } from "../../support/deployment";
import { AcceptanceProviders } from "../../support/providers";
import type { ReportRow } from "../../support/report";
import { creationsOf, stackOf } from "../../support/stacks";
import { AcceptanceTerraform } from "../../support/terraform";
import { timed } from "../../support/timed";
import { UpstreamStates } from "../../support/upstream-states";
import { withoutNetwork } from "../../support/without-network";

/** ctyun takes keys of exactly 32 characters, and asks nobody about them before it is to make something. */
const KEYS = { CTYUN_AK: "0".repeat(32), CTYUN_SK: "0".repeat(32) };

/** An environment's Tianyi stacks, whose plans need no cloud. */
export class TianyiPlans {
  private readonly facts = new Map<string, Pick<ReportRow, "resources" | "planSeconds">>();

  private constructor(
    private readonly deployment: Deployment,
    private readonly upstream: UpstreamStates,
    private readonly providers: AcceptanceProviders,
    private readonly note: string,
    private readonly cleanup: Cleanup,
  ) {}

  /**
   * Synthesizes an environment.
   *
   * @param environment with its state in local files, which can be read without a network.
   */
  static async prepare(environment: Environment): Promise<TianyiPlans> {
    const cleanup = new Cleanup();
    try {
      const folder = temporaryFolder(cleanup);
      const simulated = await startProviders();
      cleanup.add(() => simulated.stop());
      const providers = AcceptanceProviders.onThisMachine(["ctyun"]);
      const startedBy = withoutNetwork();
      const terraform = new AcceptanceTerraform({
        settings: providers.settings(simulated.reattach, folder),
        variables: KEYS,
        ...(startedBy && { startedBy }),
      });
      const deployment = new Deployment(terraform, folder);
      const app = deployment.synthesize(environment);
      const upstream = await UpstreamStates.start(app, simulated.reattach, folder);
      cleanup.add(() => upstream.stop());
      const note = startedBy ? "planned without a network" : "planned; this machine takes no network away";
      return new TianyiPlans(deployment, upstream, providers, note, cleanup);
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  /** The names of the stacks that use a provider. */
  stacksWith(provider: string): string[] {
    return [...this.deployment.app.values()]
      .filter((stack) => provider in this.providers.kindsOf(stack))
      .map(({ name }) => name);
  }

  /** What a stack reads while it is planned, as types of data sources. */
  dataSources(stack: string): string[] {
    return Object.keys(dataSources(this.stackNamed(stack)));
  }

  /** What a plan of the whole stack does, a line for each resource. */
  creations(stack: string): string[] {
    return creationsOf(this.stackNamed(stack));
  }

  /**
   * Plans a stack that does not stand yet.
   *
   * @returns what the plan does, a line for each resource.
   */
  async plan(stack: string): Promise<readonly string[]> {
    await this.upstream.standBefore(stack);
    const [{ actions }, planSeconds] = await timed(() => this.deployment.plan(stack, "apis"));
    this.facts.set(stack, { resources: actions.length, planSeconds });
    return actions;
  }

  /** The row of a stack for the report. */
  row(stack: string, verdict: string): ReportRow {
    return {
      stack: `${stack} (${this.note})`,
      ...this.facts.get(stack),
      providers: this.providers.kindsOf(this.stackNamed(stack)),
      verdict,
    };
  }

  stop(): Promise<void> {
    return this.cleanup.run();
  }

  private stackNamed(name: string): SynthesizedStack {
    return stackOf(this.deployment.app, name);
  }
}

function dataSources({ configuration }: SynthesizedStack): JsonRecord {
  return isRecord(configuration.data) ? configuration.data : {};
}
