import { join } from "node:path";
import { CLOCK_VARIABLE } from "../environment/clock";
import { ENVIRONMENTS_FOLDER, environmentNames } from "../environment/load";
import type { Cleanup } from "../simulation/engine/cleanup";
import type { SynthesizedApp } from "../simulation/engine/synthesized-app";
import { checkOutRevision, commitTime } from "./plan-revision";
import { synthesizeProject } from "./plan-synthesize";
import { selectEnvironments } from "./select-environments";

/** A change: a project as it stands in the working folder, and what stood before. */
export interface ChangeProps {
  /**
   * The folder with `cdktf.json` and `environments/`.
   *
   * @default the working folder
   */
  readonly project?: string;
  /**
   * The environments that are looked at.
   *
   * @default all, those that only the base has included
   */
  readonly environments?: readonly string[];
  /**
   * The revision that stands before the change. Changes that are not committed belong to the head.
   *
   * @default nothing stands: everything is new
   */
  readonly base?: string;
  /** Ends every program that was started. */
  readonly signal: AbortSignal;
}

/** One side of a change, synthesized. */
export interface SynthesizedSide {
  readonly app: SynthesizedApp;
  /** The environments that it has, of those that were asked for. */
  readonly environments: readonly string[];
  /** Where its Terraform and its provenance stand until the cleanup; without environments nothing stands there. */
  readonly outputFolder: string;
}

export interface BothSides {
  readonly head: SynthesizedSide;
  /** Left out when no base was asked for. */
  readonly base?: SynthesizedSide;
  /** Those of either side. */
  readonly environments: readonly string[];
}

/** Where both sides are written, and who is told. */
export interface SynthesizeBothProps extends ChangeProps {
  /** Takes the output folders and the checkout. */
  readonly folder: string;
  readonly cleanup: Cleanup;
  /** Told what is about to be synthesized: `the working tree`, `origin/main`. */
  readonly onSynthesizing: (title: string) => void;
}

/**
 * Synthesizes the working tree and the base, each with its own program, without credentials and unjudged.
 * @throws Error that names the environments that exist when one that was asked for is on neither side, or with what a program
 * said when it failed
 */
export async function synthesizeBoth(props: SynthesizeBothProps): Promise<BothSides> {
  const { project = process.cwd(), environments: asked = [], base: revision, folder, cleanup, signal } = props;
  const synthesize = async (
    from: string,
    title: string,
    environments: readonly string[],
    into: string,
    clock = process.env[CLOCK_VARIABLE],
  ): Promise<SynthesizedSide> => {
    const outputFolder = join(folder, into);
    if (environments.length === 0) return { app: new Map(), environments, outputFolder };
    props.onSynthesizing(title);
    const app = await synthesizeProject({
      project: from,
      title,
      environments,
      outputFolder,
      ...(clock !== undefined && { clock }),
      signal,
    });
    return { app, environments, outputFolder };
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
    synthesize(checkedOut, revision, before, "base", committed),
    synthesize(project, "the working tree", after, "head"),
  ]);
  return { base: valueOf(base), head: valueOf(head), environments: [...known] };
}

function valueOf<Value>(result: PromiseSettledResult<Value>): Value {
  if (result.status === "fulfilled") return result.value;
  throw result.reason;
}

/** The environments of a project, or those of them that were asked for. */
function presentIn(project: string, asked: readonly string[]): string[] {
  const names = environmentNames(join(project, ENVIRONMENTS_FOLDER));
  return asked.length === 0 ? names : names.filter((name) => asked.includes(name));
}
