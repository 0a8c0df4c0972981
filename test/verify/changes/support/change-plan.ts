import { isDeepStrictEqual } from "node:util";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { runTasks } from "../../../../src/simulation/engine/run-tasks";
import { rewriteConfiguration } from "../../../../src/simulation/engine/rewrite";
import type { ResourceChange } from "../../../../src/simulation/engine/resource-changes";
import { StackPlanner } from "../../../../src/simulation/engine/stack-planner";
import type { StackPlan } from "../../../../src/simulation/engine/stack-plan";
import { StateServer } from "../../../../src/simulation/engine/state-server";
import { withDependencies, type SynthesizedApp } from "../../../../src/simulation/engine/synthesized-app";
import type { TerraformProgram } from "../../../../src/simulation/engine/terraform-program";
import { untouchedStacks } from "../../../../src/simulation/engine/untouched-stacks";
import { z } from "zod";
import type { AppliedBase } from "./applied-base";
import { readState, writeState } from "./states";

const stateFile = z.looseObject({ outputs: z.record(z.string(), z.unknown()).default({}) });

/** What a change does, by stack; stacks in which nothing changes are left out. */
export type PlannedActions = ReadonlyMap<string, readonly string[]>;

export interface Witness {
  readonly terraform: TerraformProgram;
  readonly includes: (stack: string) => boolean;
}

export interface ChangeActions {
  readonly planned: PlannedActions;
  /** What the witness says; empty without one. */
  readonly witnessed: PlannedActions;
}

export interface ChangePlanProps {
  readonly base: AppliedBase;
  readonly head: SynthesizedApp;
  /**
   * Which stacks are looked at. What they read is planned too.
   *
   * @default all
   */
  readonly includes?: (stack: string) => boolean;
  readonly terraform: TerraformProgram;
  /**
   * A second opinion on stacks: Terraform with other providers, which plans on the same states and applies nothing.
   *
   * @default none
   */
  readonly witness?: Witness;
  /** A folder for workspaces, which the caller removes. */
  readonly folder: string;
}

/** Plans a head on the states of a base, in a state server of its own, so that several changes can be planned at once. */
export class ChangePlan {
  private readonly planner: StackPlanner;
  private readonly plans = new Map<string, StackPlan>();
  private readonly witness: StackPlanner | undefined;
  private readonly witnessPlans = new Map<string, StackPlan>();

  private constructor(
    private readonly props: ChangePlanProps,
    private readonly states: StateServer,
    private readonly witnessStates: StateServer,
  ) {
    const { base, witness, folder } = props;
    const plannerProps = { ...props, base: base.app, states };
    this.planner = new StackPlanner({ ...plannerProps, folder: mkdtempSync(join(folder, "change-")) });
    this.witness =
      witness &&
      new StackPlanner({
        ...plannerProps,
        states: witnessStates,
        terraform: witness.terraform,
        folder: mkdtempSync(join(folder, "witness-")),
      });
  }

  static async actions(props: ChangePlanProps): Promise<ChangeActions> {
    const states = await StateServer.start();
    const witnessStates = await StateServer.start();
    try {
      return await new ChangePlan(props, states, witnessStates).run();
    } finally {
      await states.stop();
      await witnessStates.stop();
    }
  }

  private async run(): Promise<ChangeActions> {
    const { base, head, includes = () => true } = this.props;
    const untouched = untouchedStacks(base.app, head);
    const names = [...new Set([...base.app.keys(), ...head.keys()])];
    const needed = withDependencies(head, names.filter(includes));
    const touched = names.filter((name) => needed.has(name) && !untouched.has(name));
    const tasks = touched.map((name) => ({
      name,
      after: head.get(name)?.dependencies ?? [],
      run: () => this.plan(name),
    }));
    const failures = await runTasks(tasks, 2);
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join("\n"));
    return { planned: this.actionsOf(this.plans), witnessed: this.actionsOf(this.witnessPlans) };
  }

  private actionsOf(plans: ReadonlyMap<string, StackPlan>): PlannedActions {
    const { includes = () => true } = this.props;
    return new Map(
      [...plans].flatMap(([name, { changes }]) =>
        changes.length > 0 && includes(name) ? [[name, changes.map((change) => this.actionText(name, change))]] : [],
      ),
    );
  }

  private async plan(name: string): Promise<void> {
    const { base, head } = this.props;
    const stack = head.get(name);
    const before = base.app.get(name);
    const isSame = before !== undefined && stack !== undefined && untouchedAlone(before, stack);
    if (isSame && !(await this.readsSomethingNew(stack.dependencies))) return;
    const owned = [name, ...(stack?.dependencies ?? [])].filter((each) => base.app.has(each) && !this.plans.has(each));
    await base.giveTo(this.states, owned);
    // The end of a stack is planned with the base's configuration.
    if (!stack) await this.planner.applyBase(name);
    await this.askWitness(name, stack?.dependencies ?? []);
    const isRead = [...head.values()].some(({ dependencies }) => dependencies.includes(name));
    this.plans.set(name, await this.planner.planHead(name, isRead));
  }

  /** It applies nothing, so it reads of other stacks what the simulation has made of them. */
  private async askWitness(name: string, dependencies: readonly string[]): Promise<void> {
    const { witness } = this.props;
    if (!this.witness || !witness?.includes(name)) return;
    const before = await readState(this.states, name);
    if (before !== undefined) await writeState(this.witnessStates, name, before);
    for (const read of dependencies.map((dependency) => `head/${dependency}`)) {
      const state = await readState(this.states, read);
      if (state !== undefined) await writeState(this.witnessStates, read, state);
    }
    this.witnessPlans.set(name, await this.witness.planHead(name, false));
  }

  /** A stack reads nothing of another but its outputs. */
  private async readsSomethingNew(dependencies: readonly string[]): Promise<boolean> {
    for (const name of dependencies.filter((each) => this.plans.get(each)?.changed)) {
      const before = await outputs(this.states, `base/${name}`);
      if (!isDeepStrictEqual(before, await outputs(this.states, `head/${name}`))) return true;
    }
    return false;
  }

  private actionText(stack: string, { action, address, isProtected, destroysData }: ResourceChange): string {
    const isLost = action === "replace" || action === "destroy";
    const wasProtected = isProtected || this.protectedInBase(stack).has(address);
    const verb = destroysData === undefined ? action : "rebuild";
    return `${verb}${isLost && wasProtected ? " protected" : ""} ${address.replace(/_[0-9A-F]{8}$/, "")}`;
  }

  private protectedInBase(name: string): ReadonlySet<string> {
    const configuration = this.props.base.app.get(name)?.configuration;
    if (!configuration) return new Set();
    const nowhere = "http://127.0.0.1";
    const { protected: addresses } = rewriteConfiguration({
      stack: name,
      configuration,
      stateAddress: nowhere,
      remoteStateAddress: () => nowhere,
    });
    return new Set(addresses);
  }
}

function untouchedAlone(
  before: NonNullable<ReturnType<SynthesizedApp["get"]>>,
  after: NonNullable<ReturnType<SynthesizedApp["get"]>>,
): boolean {
  const alone = (stack: typeof before): SynthesizedApp => new Map([[stack.name, { ...stack, dependencies: [] }]]);
  return untouchedStacks(alone(before), alone(after)).size > 0;
}

async function outputs(states: StateServer, name: string): Promise<unknown> {
  const text = await readState(states, name);
  return text === undefined ? {} : stateFile.parse(JSON.parse(text)).outputs;
}
