import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { evaluateText } from "../../../src/terraform/expressions";
import type { SynthesizedFolder } from "../../app/support/synthesized";
import { run, type Outcome } from "./program";
import type { TemporaryFolder } from "./temporary-folder";
import { validityEnd } from "../../support/stand-in-references";

const release = z.looseObject({ name: z.string(), chart: z.string(), values: z.array(z.string()).length(1) });

const ENVIRONMENTS: readonly string[] = ["dev", "staging", "prod"];

/** A release of one of our own charts: the chart as it is deployed, and the values that it gets. */
export interface OwnRelease {
  readonly address: string;
  readonly name: string;
  readonly chart: string;
  /** As the Helm provider gets it. */
  readonly text: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The releases of our charts in environments, each distinct set of values once. Other charts come from a registry. */
export function ownReleases(folder: SynthesizedFolder, environments = ENVIRONMENTS): OwnRelease[] {
  const found = environments
    .flatMap((environment) => folder.resources(environment))
    .filter(({ type }) => type === "helm_release")
    .flatMap(({ stack, address, values }): OwnRelease[] => {
      const { name, chart, values: texts } = release.parse(values);
      if (!chart.startsWith("assets/")) return [];
      const text = texts.map((given) => String(evaluateText(given, refused))).join("");
      return [
        { address: `${stack}: ${address}`, name, chart: join(folder.folder, "stacks", stack, chart), text, values },
      ];
    });
  return [...new Map(found.map((one) => [`${one.chart.split("/").at(-1) ?? ""} ${one.text}`, one])).values()];
}

/** For values that refer to nothing but ends of validity. */
export function refused(reference: string): string {
  const end = validityEnd(reference);
  if (end !== undefined) return end;
  throw new Error(`got a reference to ${reference} in values, expected none: Helm would be shown something else`);
}

/** Has Helm do something with values. */
export function askHelm(scratch: TemporaryFolder, words: readonly string[], text: string): Outcome {
  const values = scratch.write("values.yaml", text);
  return run("helm", [...words, "--values", values], { folder: scratch.path });
}

/**
 * The objects that Helm makes of a release.
 * @throws Error with what Helm says when it makes none.
 */
export function renderedObjects(scratch: TemporaryFolder, { name, chart, text, address }: OwnRelease): unknown[] {
  const { output, errors, exitCode } = askHelm(scratch, ["template", name, chart], text);
  if (exitCode !== 0 || errors !== "") throw new Error(`${address}: helm ends with ${exitCode}: ${errors}`);
  return parseAllDocuments(output).map((document) => {
    const object: unknown = document.toJS();
    return object;
  });
}
