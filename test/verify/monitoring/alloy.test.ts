import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { evaluateText } from "../../../src/terraform/expressions";
import { refused } from "../support/own-releases";
import { cacheFolder, run } from "../support/program";
import { synthesizedEnvironments } from "../support/synthesized-environments";
import { monitoringStacks } from "./support/alertmanager-files";

const BUILT = join(cacheFolder(), "alloy-check");

const release = z.looseObject({ values: z.tuple([z.string()]) });
const values = z.looseObject({ alloy: z.looseObject({ configMap: z.looseObject({ content: z.string() }) }) });

/** What Alloy's parser and its components' source find wrong in a configuration. */
function faultsOf(configuration: string): string[] {
  const { exitCode, output, errors } = run("alloy-check", [readFileSync(join(BUILT, "source"), "utf8").trim()], {
    programFolders: [BUILT],
    input: configuration,
  });
  expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
  return output.split("\n").filter((line) => line !== "");
}

/** The configuration of each cluster that keeps logs, by its stack. */
function configurations(): [string, string][] {
  const synthesized = synthesizedEnvironments();
  return ["dev", "staging", "prod"]
    .flatMap((environment) => monitoringStacks(synthesized, environment))
    .flatMap((stack): [string, string][] => {
      const alloy = synthesized.stack(stack).resource.helm_release?.alloy;
      if (!alloy) return [];
      const text = String(evaluateText(release.parse(alloy).values[0], refused));
      return [[stack, values.parse(JSON.parse(text)).alloy.configMap.content]];
    });
}

describe("Alloy's own parser and the source of its components", () => {
  const all = configurations();

  it("are shown a configuration of every environment", () => {
    expect([...new Set(all.map(([stack]) => stack.split("-")[0]))]).toEqual(["dev", "staging", "prod"]);
  });

  it.each(all)("find nothing wrong in the configuration of %s", (_, configuration) => {
    expect(faultsOf(configuration)).toEqual([]);
  });

  const [, sample = ""] = all[0] ?? [];

  it.each([
    [
      "url = ",
      "uri = ",
      ["loki.write cluster, endpoint takes no attribute uri", "loki.write cluster, endpoint lacks url"],
    ],
    ["stage.cri {", "stage.crio {", ["loki.process pods takes no block stage.crio"]],
    ["loki.source.journal", "loki.source.journals", [expect.stringContaining("loki.source.journals is no component")]],
    ["loki.write", "{", [expect.stringContaining("expected identifier, got {")]],
  ])("would find %s written as %s", (right, wrong, faults) => {
    expect(faultsOf(sample.replace(right, wrong))).toEqual(faults);
  });
});
