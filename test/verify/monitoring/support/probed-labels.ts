import { z } from "zod";
import type { SynthesizedFolder } from "../../../app/support/synthesized";
import { monitoringStacks } from "./alertmanager-files";

const released = z.looseObject({ values: z.tuple([z.string()]) });

const manifests = z.looseObject({
  manifests: z.array(
    z.looseObject({
      kind: z.string(),
      spec: z.looseObject({
        staticConfigs: z.array(z.looseObject({ labels: z.record(z.string(), z.string()) })).default([]),
      }),
    }),
  ),
});

/** Releases that have Prometheus probe something. */
const RELEASES = ["probes", "peers"];

/** The labels that an environment's probes give the series of what they ask. */
export function probedLabels(synthesized: SynthesizedFolder, environment: string): string[] {
  const releases = monitoringStacks(synthesized, environment).flatMap((stack) => {
    const all = synthesized.stack(stack).resource.helm_release ?? {};
    return RELEASES.flatMap((name) => all[name] ?? []);
  });
  const labels = releases.flatMap((release) =>
    manifests
      .parse(JSON.parse(released.parse(release).values[0]))
      .manifests.filter(({ kind }) => kind === "ScrapeConfig")
      .flatMap(({ spec }) => spec.staticConfigs.flatMap((config) => Object.keys(config.labels))),
  );
  return [...new Set(labels)];
}
