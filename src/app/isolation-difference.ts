import { isolationDifference, type IsolationDifference } from "../analysis/isolation/difference/difference";
import type { AnalysedSide } from "../analysis/isolation/difference/analysed-side";
import { analyseIsolation } from "../analysis/isolation/isolation";
import { Cleanup } from "../simulation/engine/cleanup";
import { temporaryFolder } from "../simulation/engine/temporary-folder";
import { analyseSynthesized, NO_INTENT } from "./isolation";
import { NoProvenance } from "./provenance-file";
import { synthesizeBoth, type ChangeProps, type SynthesizedSide } from "./synthesize-both";

/** What a change opens and closes in one environment. */
export interface EnvironmentDifference {
  readonly environment: string;
  /** The revision that it is compared with. */
  readonly base: string;
  /** Whether it stands on both sides: everything of a new one is opened, and of a vanished one closed. */
  readonly presence: "kept" | "new" | "vanished";
  readonly difference: IsolationDifference;
}

export interface CompareIsolationProps extends ChangeProps {
  readonly base: string;
  /** Told what is about to be synthesized: `the working tree`, `origin/main`. */
  readonly onSynthesizing: (title: string) => void;
}

/**
 * Compares what passes in the working tree with what passes at a base revision, without credentials: synthesizes both, each
 * with its own program, and analyses both with this one. Whatever it writes is gone when it returns or throws.
 */
export async function compareIsolation(props: CompareIsolationProps): Promise<EnvironmentDifference[]> {
  const cleanup = new Cleanup();
  try {
    const { head, base, environments } = await synthesizeBoth({ ...props, folder: temporaryFolder(cleanup), cleanup });
    return environments.map((environment) => {
      const before = base?.environments.includes(environment) === true;
      const after = head.environments.includes(environment);
      return {
        environment,
        base: props.base,
        presence: before && after ? "kept" : after ? "new" : "vanished",
        difference: isolationDifference(
          analysedSide(before ? base : undefined, environment, props.base),
          analysedSide(after ? head : undefined, environment, "the working tree"),
        ),
      };
    });
  } finally {
    await cleanup.run();
  }
}

/** @param side undefined where the environment does not stand */
function analysedSide(side: SynthesizedSide | undefined, environment: string, title: string): AnalysedSide {
  if (!side) return { ...analyseIsolation([], NO_INTENT), intent: NO_INTENT };
  try {
    return analyseSynthesized(environment, side.outputFolder);
  } catch (error) {
    if (!(error instanceof NoProvenance)) throw error;
    throw new Error(`${title} writes no provenance of ${environment} that this version reads: choose a later base`, {
      cause: error,
    });
  }
}
