import { availableParallelism } from "node:os";
import { runTasks, type Task } from "./run-tasks";
import type { StackPlan } from "./stack-plan";
import { StackPlanner } from "./stack-planner";
import type { StateServer } from "./state-server";
import { withDependencies, type SynthesizedApp } from "./synthesized-app";
import type { TerraformProgram } from "./terraform-program";
import { untouchedStacks } from "./untouched-stacks";

export interface PlanStep {
  readonly stack: string;
  /** `base`: the base was applied. `head`: the head was planned. `unchanged`: nothing to plan. */
  readonly step: "base" | "head" | "unchanged";
  readonly seconds: number;
  /** Steps that are done, this one included, and how many there will be. */
  readonly done: number;
  readonly all: number;
}

export interface PlanAppProps {
  readonly head: SynthesizedApp;
  /**
   * What stands before the change.
   *
   * @default nothing: everything is created
   */
  readonly base?: SynthesizedApp;
  /**
   * Which stacks to report. What they depend on is planned too, since they read its outputs.
   *
   * @default all
   */
  readonly includes?: (stack: string) => boolean;
  /**
   * Whether stacks are planned that are the same in the base and the head, as is all that they read.
   *
   * @default false
   */
  readonly everyPlan?: boolean;
  /**
   * Whether Terraform's text for people is wanted.
   *
   * @default false
   */
  readonly texts?: boolean;
  readonly terraform: TerraformProgram;
  readonly states: StateServer;
  /** A folder for the workspaces of this run, in which the plans stay until the caller removes it. */
  readonly folder: string;
  /** @default none */
  readonly onStep?: (step: PlanStep) => void;
}

const NOTHING: SynthesizedApp = new Map();

/**
 * Applies the base to simulated providers, then plans the head on the state that comes of it: stack by stack, in parallel as
 * far as their dependencies allow. A stack whose upstream changes is planned with the upstream's new outputs, since the
 * upstream's plan is applied first.
 *
 * @throws AggregateError with every stack's failure.
 */
export async function planApp(props: PlanAppProps): Promise<StackPlan[]> {
  const { head, base = NOTHING, includes = () => true, everyPlan = false } = props;
  const names = [...new Set([...base.keys(), ...head.keys()])];
  const reported = names.filter(includes);
  const untouched = everyPlan ? new Set<string>() : untouchedStacks(base, head);
  const planned = [...withDependencies(head, reported)].filter((name) => !untouched.has(name) && names.includes(name));
  const applied = withDependencies(base, [
    ...planned.filter((name) => base.has(name)),
    // A stack that comes to read an untouched one reads the state that the base left.
    ...[...withDependencies(head, planned)].filter((name) => base.has(name)),
  ]);
  const planner = new StackPlanner(props);
  const plans = new Map<string, StackPlan>();
  const steps = new Steps(props.onStep);

  const tasks: Task[] = [
    ...[...applied].map((name) => ({
      name: `base ${name}`,
      after: (base.get(name)?.dependencies ?? []).map((upstream) => `base ${upstream}`),
      run: steps.timed(name, "base", () => planner.applyBase(name)),
    })),
    ...planned.map((name) => ({
      name: `head ${name}`,
      after: [name, ...(head.get(name)?.dependencies ?? [])].flatMap((stack) => [
        `base ${stack}`,
        ...(stack === name ? [] : [`head ${stack}`]),
      ]),
      run: steps.timed(name, "head", async () => {
        plans.set(name, await planner.planHead(name, [...head.values()].some(readsFrom(name))));
      }),
    })),
  ];
  for (const name of reported.filter((stack) => untouched.has(stack))) {
    plans.set(name, { stack: name, presence: "kept", changed: false, changes: [] });
    tasks.push({ name: `unchanged ${name}`, after: [], run: steps.timed(name, "unchanged", () => Promise.resolve()) });
  }
  steps.all = tasks.length;
  const failures = await runTasks(tasks, availableParallelism());
  if (failures.length > 0) throw new AggregateError(failures, failures.map(messageOf).join("\n"));
  return reported.flatMap((name) => plans.get(name) ?? []);
}

function readsFrom(name: string): (stack: { readonly dependencies: readonly string[] }) => boolean {
  return ({ dependencies }) => dependencies.includes(name);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Counts and times the steps for whoever watches. */
class Steps {
  all = 0;
  private done = 0;

  constructor(private readonly onStep: PlanAppProps["onStep"]) {}

  timed(stack: string, step: PlanStep["step"], run: () => Promise<void>): () => Promise<void> {
    return async () => {
      const start = performance.now();
      await run();
      this.done += 1;
      this.onStep?.({ stack, step, seconds: (performance.now() - start) / 1000, done: this.done, all: this.all });
    };
  }
}
