import { join } from "node:path";
import { CLOCK_VARIABLE } from "../environment/clock";
import { ENVIRONMENTS_FOLDER, environmentNames } from "../environment/load";
import { Cleanup } from "../simulation/engine/cleanup";
import type { PlanStep } from "../simulation/engine/plan-app";
import { Simulation } from "../simulation/engine/simulation";
import type { StackPlan } from "../simulation/engine/stack-plan";
import type { SynthesizedApp } from "../simulation/engine/synthesized-app";
import { temporaryFolder } from "../simulation/engine/temporary-folder";
import { simulatedProviders } from "../simulation/engine/used-providers";
import { readFixtures } from "./plan-fixtures";
import { checkOutRevision, commitTime } from "./plan-revision";
import { synthesizeProject } from "./plan-synthesize";
import { selectEnvironments } from "./select-environments";

export interface PlanProjectProps {
  /**
   * The folder with `cdktf.json` and `environments/`.
   *
   * @default the working folder
   */
  readonly project?: string;
  /**
   * The environments to plan.
   *
   * @default all, those that only the base has included
   */
  readonly environments?: readonly string[];
  /**
   * The revision that stands before the change. Changes that are not committed belong to the head.
   *
   * @default nothing stands: everything is created
   */
  readonly base?: string;
  /**
   * Which stacks to report.
   *
   * @default all
   */
  readonly includes?: (stack: string) => boolean;
  /**
   * Whether stacks are planned in which nothing can change.
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
  /** Ends every program that was started. */
  readonly signal: AbortSignal;
  /** What is being done, for whoever waits. */
  readonly onProgress: (event: PlanProgress) => void;
  /** Takes the plans over; their files are removed when it is done. */
  readonly use: (plans: readonly StackPlan[]) => Promise<void> | void;
}

export type PlanProgress =
  | { readonly kind: "synthesizing"; readonly title: string }
  | { readonly kind: "planning"; readonly stacks: number; readonly terraform: string }
  | { readonly kind: "step"; readonly step: PlanStep };

/**
 * Plans a project without credentials: synthesizes the base and the working tree, applies the one to simulated providers and
 * plans the other on it. Whatever it starts or writes is gone when it returns or throws.
 */
export async function planProject(props: PlanProjectProps): Promise<void> {
  const cleanup = new Cleanup();
  try {
    const folder = temporaryFolder(cleanup);
    const { head, base, environments } = await synthesizeBoth(props, folder, cleanup);
    const { project = process.cwd(), signal, onProgress } = props;
    const simulation = await Simulation.start({
      providers: simulatedProviders(head, base ?? new Map()),
      fixtures: readFixtures(project, environments),
      signal,
    });
    cleanup.add(() => simulation.stop());
    const stacks = new Set([...head.keys(), ...(base?.keys() ?? [])]).size;
    onProgress({ kind: "planning", stacks, terraform: simulation.terraformVersion });
    const { includes, everyPlan, texts } = props;
    const plans = await simulation.plan({
      head,
      ...(base && { base }),
      ...(includes && { includes }),
      ...(everyPlan !== undefined && { everyPlan }),
      ...(texts !== undefined && { texts }),
      onStep: (step) => {
        onProgress({ kind: "step", step });
      },
    });
    await props.use(plans);
  } finally {
    await cleanup.run();
  }
}

interface BothApps {
  readonly head: SynthesizedApp;
  readonly base?: SynthesizedApp;
  readonly environments: readonly string[];
}

async function synthesizeBoth(props: PlanProjectProps, folder: string, cleanup: Cleanup): Promise<BothApps> {
  const { project = process.cwd(), environments: asked = [], base: revision, signal, onProgress } = props;
  const synthesize = async (
    from: string,
    title: string,
    environments: readonly string[],
    into: string,
    clock = process.env[CLOCK_VARIABLE],
  ) => {
    onProgress({ kind: "synthesizing", title });
    const outputFolder = join(folder, into);
    return synthesizeProject({
      project: from,
      title,
      environments,
      outputFolder,
      ...(clock !== undefined && { clock }),
      signal,
    });
  };
  if (revision === undefined) {
    const environments = selectEnvironments(asked, join(project, ENVIRONMENTS_FOLDER));
    return { head: await synthesize(project, "the working tree", environments, "head"), environments };
  }
  const checkedOut = await checkOutRevision({ project, revision, folder: join(folder, "revision"), cleanup, signal });
  const before = presentIn(checkedOut, asked);
  const after = presentIn(project, asked);
  const known = new Set([...before, ...after]);
  const unknown = asked.filter((name) => !known.has(name));
  // This throws, and names those that the working tree has.
  if (known.size === 0 || unknown.length > 0) selectEnvironments(unknown, join(project, ENVIRONMENTS_FOLDER));
  const committed = before.length > 0 ? await commitTime(checkedOut, signal) : undefined;
  // Neither is left running when the other fails: the cleanup would take its folder away.
  const [base, head] = await Promise.allSettled([
    before.length > 0 ? synthesize(checkedOut, revision, before, "base", committed) : NOTHING,
    after.length > 0 ? synthesize(project, "the working tree", after, "head") : NOTHING,
  ]);
  return { base: valueOf(base), head: valueOf(head), environments: [...known] };
}

const NOTHING: SynthesizedApp = new Map();

function valueOf<Value>(result: PromiseSettledResult<Value>): Value {
  if (result.status === "fulfilled") return result.value;
  throw result.reason;
}

/** The environments of a project, or those of them that were asked for. */
function presentIn(project: string, asked: readonly string[]): string[] {
  const names = environmentNames(join(project, ENVIRONMENTS_FOLDER));
  return asked.length === 0 ? names : names.filter((name) => asked.includes(name));
}
