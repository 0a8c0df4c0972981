import { join } from "node:path";
import { z } from "zod";
import type { SynthesizedFolder } from "../../../app/support/synthesized";
import type { TemporaryFolder } from "../../support/temporary-folder";

const release = z.looseObject({ values: z.tuple([z.string()]) });

const values = z.looseObject({
  prometheus: z.looseObject({
    prometheusSpec: z.looseObject({ externalLabels: z.record(z.string(), z.string()) }),
  }),
  alertmanager: z.looseObject({
    config: z.looseObject({ templates: z.array(z.string()) }),
    templateFiles: z.record(z.string(), z.string()),
  }),
});

/** Paths of what an Alertmanager reads. */
export interface AlertmanagerFiles {
  readonly configuration: string;
  readonly templates: readonly string[];
}

/** Writes what the Alertmanager of a cluster reads, as its synthesized monitoring stack has it. */
export function writeAlertmanagerFiles(
  synthesized: SynthesizedFolder,
  stack: string,
  folder: TemporaryFolder,
): AlertmanagerFiles {
  const { config, templateFiles } = valuesOf(synthesized, stack).alertmanager;
  const templates = Object.entries(templateFiles).map(([name, text]) => folder.write(join(stack, name), text));
  const configuration = folder.write(
    join(stack, "alertmanager.yaml"),
    // JSON is YAML.
    JSON.stringify({ ...config, templates }),
  );
  return { configuration, templates };
}

/** What the Prometheus of a cluster adds to every alert. */
export function externalLabels(synthesized: SynthesizedFolder, stack: string): Readonly<Record<string, string>> {
  return valuesOf(synthesized, stack).prometheus.prometheusSpec.externalLabels;
}

/** The monitoring stacks of an environment. */
export function monitoringStacks(synthesized: SynthesizedFolder, environment: string): string[] {
  return synthesized.stackNames(environment).filter((stack) => stack.endsWith("-monitoring"));
}

function valuesOf(synthesized: SynthesizedFolder, stack: string) {
  const { helm_release: releases = {} } = synthesized.stack(stack).resource;
  const [text] = release.parse(releases.prometheus).values;
  // Terraform's references, which Alertmanager's part has none of.
  const known = text
    .replace(/\$\{jsonencode\([^)]*\)\}/g, '"reference"')
    .replaceAll("$${", "${")
    .replaceAll("%%{", "%{");
  return values.parse(JSON.parse(known));
}
