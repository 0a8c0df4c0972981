import type { Environment } from "../../../../src/environment/environment";
import { Cleanup } from "../../../../src/simulation/engine/cleanup";
import { temporaryFolder } from "../../../../src/simulation/engine/temporary-folder";
import { startProviders } from "../../../../src/simulation/providers";
import type { ReportRow } from "../../support/report";
import { timed } from "../../support/timed";
import { agrees, compare } from "../../../verify/changes/support/agreement";
import type { PlannedActions } from "../../../verify/changes/support/change-plan";
import { Deployment } from "../../support/deployment";
import { leftovers, readInventory, type Inventory } from "./inventory";
import { Project } from "./project";
import { SimulatedTwin } from "./simulated-twin";
import { openstackStacks } from "./stacks";
import { testbedProviders, testbedTerraform } from "./terraform";
import { Testbed } from "./testbed";

/** What a change did. */
export interface Step {
  /** What the real plans did, by stack; stacks in which nothing changed are left out. */
  readonly planned: PlannedActions;
  /** Where the credential-free plan of the same change says something else, a line each. */
  readonly disagreements: readonly string[];
  readonly planSeconds: number;
  readonly applySeconds: number;
}

/** What is known of a stack for the report. */
interface StackFacts {
  resources?: number;
  /** From nothing. */
  applySeconds?: number;
  /** On what stands. */
  planSeconds?: number;
  destroySeconds?: number;
}

/** An environment on the testbed, changed step by step; beside it the credential-free plans of the same steps. */
export class Rehearsal {
  private readonly facts = new Map<string, StackFacts>();

  private constructor(
    readonly testbed: Testbed,
    readonly deployment: Deployment,
    private readonly twin: SimulatedTwin,
    private readonly project: Project,
    private readonly includes: (stack: string) => boolean,
    private readonly cleanup: Cleanup,
  ) {}

  /**
   * @param name of the project in the cloud.
   * @param includes which of the stacks that make something in OpenStack take part. What they read does too.
   */
  static async start(name: string, includes: (stack: string) => boolean = () => true): Promise<Rehearsal> {
    const testbed = Testbed.running();
    const cleanup = new Cleanup();
    try {
      const folder = temporaryFolder(cleanup);
      const project = await Project.create(testbed, name);
      const providers = await startProviders();
      cleanup.add(() => providers.stop());
      const deployment = new Deployment(testbedTerraform(testbed, project.user, providers.reattach, folder), folder);
      const twin = await SimulatedTwin.start(providers.reattach, folder);
      cleanup.add(() => twin.stop());
      return new Rehearsal(testbed, deployment, twin, project, includes, cleanup);
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  /** The stacks that take part, in the order of their deployment. */
  get stacks(): readonly string[] {
    return openstackStacks(this.deployment.app, this.includes);
  }

  /** Takes the platform from where it stands to an environment. */
  async become(environment: Environment): Promise<Step> {
    const head = this.deployment.synthesize(environment);
    const [simulated, real] = await Promise.all([this.twin.become(head, this.stacks), this.deployAll()]);
    return {
      ...real,
      disagreements: compare("", simulated, real.planned)
        .filter((each) => !agrees(each))
        .map(({ place, simulated: left, real: right }) => `${place}: simulated ${left}, real ${right}`),
    };
  }

  /**
   * Plans stacks again on what the APIs say.
   *
   * @returns what is still to do, a line each.
   */
  async unsettled(stacks: Iterable<string> = this.stacks): Promise<string[]> {
    const found: string[] = [];
    for (const stack of stacks) {
      const facts = this.factsOf(stack);
      const [{ changed, actions }, seconds] = await timed(() => this.deployment.plan(stack, "apis"));
      // Writes what the APIs say into the state: what an apply leaves there, the provider itself would not find the same.
      if (!changed) await this.deployment.applyPlan(stack);
      facts.planSeconds ??= seconds;
      facts.resources ??= await this.deployment.resourceCount(stack);
      // Outputs that change are no action, and still something to do.
      if (changed)
        found.push(...(actions.length > 0 ? actions : ["outputs change"]).map((each) => `${stack}: ${each}`));
    }
    return found;
  }

  /** Destroys every stack, the last first. */
  async destroy(): Promise<void> {
    for (const stack of [...this.stacks].reverse()) {
      [, this.factsOf(stack).destroySeconds] = await timed(() => this.deployment.destroy(stack));
    }
  }

  /** The rows of the stacks for the report. */
  rows(verdict: string): ReportRow[] {
    return [...this.facts].map(([stack, facts]) => ({
      stack,
      ...facts,
      providers: testbedProviders().kindsOf(this.deployment.app.get(stack)),
      verdict,
    }));
  }

  /** What the APIs say stands. */
  inventory(): Promise<Inventory> {
    return readInventory(this.project.administrator, this.project.api.projectId);
  }

  /** What the APIs say is left of the platform. */
  leftovers(): Promise<string[]> {
    return leftovers(this.project.api);
  }

  /** Removes the project and ends the simulated providers. What stands in the cloud stays. */
  stop(): Promise<void> {
    return this.cleanup.run();
  }

  /** Plans on the states: they are what the APIs said when the step before was settled. */
  private async deployAll(): Promise<Omit<Step, "disagreements">> {
    const planned = new Map<string, readonly string[]>();
    let planSeconds = 0;
    let applySeconds = 0;
    for (const stack of this.stacks) {
      const [{ changed, actions }, planning] = await timed(() => this.deployment.plan(stack, "state"));
      const [, applying] = changed ? await timed(() => this.deployment.applyPlan(stack)) : [undefined, 0];
      this.factsOf(stack).applySeconds ??= applying;
      planSeconds += planning;
      applySeconds += applying;
      if (actions.length > 0) planned.set(stack, actions);
    }
    return { planned, planSeconds, applySeconds };
  }

  private factsOf(stack: string): StackFacts {
    const facts = this.facts.get(stack) ?? {};
    this.facts.set(stack, facts);
    return facts;
  }
}
