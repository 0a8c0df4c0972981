import { Cleanup } from "../simulation/engine/cleanup";
import type { PlanStep } from "../simulation/engine/plan-app";
import { Simulation } from "../simulation/engine/simulation";
import type { StackPlan } from "../simulation/engine/stack-plan";
import { temporaryFolder } from "../simulation/engine/temporary-folder";
import { simulatedProviders } from "../simulation/engine/used-providers";
import { readFixtures } from "./plan-fixtures";
import { synthesizeBoth, type ChangeProps } from "./synthesize-both";

/** Whose change is planned, and how. Without a base everything is created. */
export interface PlanProjectProps extends ChangeProps {
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
    const { project = process.cwd(), signal, onProgress } = props;
    const both = await synthesizeBoth({
      ...props,
      folder,
      cleanup,
      onSynthesizing: (title) => {
        onProgress({ kind: "synthesizing", title });
      },
    });
    const head = both.head.app;
    const base = both.base?.app;
    const simulation = await Simulation.start({
      providers: simulatedProviders(head, base ?? new Map()),
      fixtures: readFixtures(project, both.environments),
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
