import type { PlanAppProps } from "./plan-app";
import { changesOutputs, readPlanJson, type PlanJson } from "./plan-json";
import { RemoteStates } from "./remote-states";
import { resourceChanges } from "./resource-changes";
import { rewriteConfiguration } from "./rewrite";
import type { Presence, StackPlan } from "./stack-plan";
import { StackRun } from "./stack-run";
import type { SynthesizedApp, SynthesizedStack } from "./synthesized-app";

type Revision = "base" | "head";

/**
 * Takes the stacks of an app through their Terraform commands. Each owns one state, which its base and then its head write;
 * what the others read is a copy per revision, so that a base still reads the base when a head was applied already.
 */
export class StackPlanner {
  private readonly runs = new Map<string, StackRun>();
  private readonly protectedAddresses = new Map<string, Set<string>>();
  private readonly readers: Readonly<Record<Revision, RemoteStates>>;

  constructor(private readonly props: PlanAppProps) {
    this.readers = { base: new RemoteStates(this.base), head: new RemoteStates(props.head) };
  }

  /** Gives a stack the state that it has before the change. */
  async applyBase(name: string): Promise<void> {
    const run = await this.prepare(stackOf(this.base, name), "base");
    await run.apply();
    this.publish(name, "base");
    // Until a head changes it, the head's readers find what the base left.
    this.publish(name, "head");
  }

  /**
   * Plans what the head does to a stack.
   * @param isRead whether others read the stack, so that its plan has to be applied when it changes an output.
   */
  async planHead(name: string, isRead: boolean): Promise<StackPlan> {
    const stack = this.props.head.get(name);
    if (!stack) return this.planDestruction(name);
    const run = await this.prepare(stack, "head");
    const { plan, json } = await this.plan(run, name, this.base.has(name) ? "kept" : "new");
    if (isRead && json && changesOutputs(json)) await run.applyPlan();
    if (isRead) this.publish(name, "head");
    return plan;
  }

  /** Plans the end of a stack that the head no longer has, with the base's configuration, which knows its providers. */
  private async planDestruction(name: string): Promise<StackPlan> {
    const { plan } = await this.plan(this.runOf(name), name, "vanished", "-destroy");
    return plan;
  }

  private async plan(
    run: StackRun,
    stack: string,
    presence: Presence,
    ...options: readonly "-destroy"[]
  ): Promise<{ readonly plan: StackPlan; readonly json?: PlanJson }> {
    const { everyPlan = false, texts = false } = this.props;
    const changed = await run.plan(...options);
    const jsonFile = changed || everyPlan ? await run.writePlanJson() : undefined;
    const json = jsonFile === undefined ? undefined : readPlanJson(jsonFile);
    const guarded = this.protectedAddresses.get(stack) ?? new Set();
    const plan = {
      stack,
      presence,
      changed,
      changes: json ? resourceChanges(json, guarded) : [],
      planFile: run.planFile,
      ...(jsonFile !== undefined && { jsonFile }),
      ...(texts && changed && { text: await run.planText() }),
    };
    return { plan, ...(json && { json }) };
  }

  private async prepare(stack: SynthesizedStack, revision: Revision): Promise<StackRun> {
    const { name, configuration } = stack;
    const { states } = this.props;
    const rewritten = rewriteConfiguration({
      stack: name,
      configuration,
      stateAddress: states.address(name),
      remoteStateAddress: (source, argument) => {
        const owner = this.readers[revision].ownerOf(source, argument);
        return owner === undefined ? undefined : states.address(copyName(owner, revision));
      },
    });
    const guarded = this.protectedAddresses.get(name) ?? new Set();
    this.protectedAddresses.set(name, new Set([...guarded, ...rewritten.protected]));
    const run = this.runOf(name);
    await run.use(rewritten.configuration, stack.folder);
    return run;
  }

  private publish(name: string, revision: Revision): void {
    this.props.states.copy(name, copyName(name, revision));
  }

  private runOf(name: string): StackRun {
    const run = this.runs.get(name) ?? new StackRun(name, this.props.folder, this.props.terraform);
    this.runs.set(name, run);
    return run;
  }

  private get base(): SynthesizedApp {
    return this.props.base ?? new Map();
  }
}

function copyName(name: string, revision: Revision): string {
  return `${revision}/${name}`;
}

function stackOf(app: SynthesizedApp, name: string): SynthesizedStack {
  const stack = app.get(name);
  if (stack) return stack;
  throw new Error(`stack ${name} is a dependency, but was not synthesized: ${[...app.keys()].join(", ")} were`);
}
