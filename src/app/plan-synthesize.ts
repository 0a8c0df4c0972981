import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CLOCK_VARIABLE } from "../environment/clock";
import { minimalEnvironment } from "../simulation/engine/environment-variables";
import { runProgram } from "../simulation/engine/program";
import { readSynthesizedApp, type SynthesizedApp } from "../simulation/engine/synthesized-app";
import { JUDGE_VARIABLE } from "./judge-synthesized";
import { ENVIRONMENTS_VARIABLE } from "./select-environments";

const cdktfFile = z.looseObject({
  app: z.string().min(1),
  context: z.record(z.string(), z.unknown()).default({}),
});

export interface ProjectSynthesisProps {
  /** The folder with `cdktf.json`, whose `app` builds and runs the program as `cdktf synth` does. */
  readonly project: string;
  /** How errors call it: `the working tree`, `origin/main`. */
  readonly title: string;
  /** The environments to make; empty for all. */
  readonly environments: readonly string[];
  /** Where the Terraform is written. */
  readonly outputFolder: string;
  /**
   * When it is judged, in seconds since 1970.
   * @default - now
   */
  readonly clock?: string;
  readonly signal: AbortSignal;
}

/**
 * Synthesizes a project in a process of its own, without credentials.
 * @throws Error with what the project's program said when it fails.
 */
export async function synthesizeProject(props: ProjectSynthesisProps): Promise<SynthesizedApp> {
  const { project, title, environments, outputFolder, clock, signal } = props;
  const { app, context } = readCdktfFile(project, title);
  mkdirSync(outputFolder, { recursive: true });
  const { exitCode, output, errors } = await runProgram("/bin/sh", {
    arguments: ["-c", app],
    folder: project,
    environment: minimalEnvironment({
      CDKTF_OUTDIR: outputFolder,
      CDKTF_CONTEXT_JSON: JSON.stringify(context),
      // A change that mends a violation starts from one, and a change that makes one is to be seen.
      [JUDGE_VARIABLE]: "no",
      ...(clock !== undefined && { [CLOCK_VARIABLE]: clock }),
      ...(environments.length > 0 && { [ENVIRONMENTS_VARIABLE]: environments.join(",") }),
    }),
    signal,
  });
  if (exitCode !== 0) throw new Error(`${title} does not synthesize:\n${errors.trim() || output.trim()}`);
  return readSynthesizedApp(outputFolder);
}

function readCdktfFile(project: string, title: string): z.output<typeof cdktfFile> {
  try {
    return cdktfFile.parse(JSON.parse(readFileSync(join(project, "cdktf.json"), "utf8")));
  } catch (error) {
    throw new Error(`${title} has no cdktf.json that says how to run its app: expected {"app": "…"}`, { cause: error });
  }
}
