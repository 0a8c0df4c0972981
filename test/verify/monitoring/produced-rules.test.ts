import { z } from "zod";
import { exporterOf } from "../../../src/constructs/monitoring/metrics";
import { metricsOf } from "../../../src/constructs/monitoring/promql";
import { run } from "../support/program";
import { synthesizedEnvironments } from "../support/synthesized-environments";
import { TemporaryFolder } from "../support/temporary-folder";

const synthesized = synthesizedEnvironments();

const released = z.object({ values: z.tuple([z.string()]) });
const rule = z.looseObject({ expr: z.string(), record: z.string().optional(), alert: z.string().optional() });
const prometheusRules = z.object({
  manifests: z.array(
    z.object({
      kind: z.literal("PrometheusRule"),
      metadata: z.object({ name: z.string() }),
      spec: z.object({ groups: z.array(z.looseObject({ rules: z.array(rule) })) }),
    }),
  ),
});

/** What Terraform fills in at apply, a line each: the months of authorities' ends, which a test of the plan knows for real. */
const FILLED_IN = /\$\{jsonencode\("vector\(\$\{formatdate\("YYYY".*\)"\)\}/g;

/** The objects with rules of a stack, as Helm is given them. */
function rulesOf(stack: string) {
  const release = released.parse(synthesized.stack(stack).resource.helm_release?.["alert-rules"]);
  // Terraform reads `$${` and `%%{` as text.
  const text = release.values[0].replace(FILLED_IN, '"vector(2036 * 12 + 11)"').replace(/([$%])\1\{/g, "$1{");
  return prometheusRules.parse(JSON.parse(text)).manifests;
}

const STACKS = ["dev", "staging", "prod"].flatMap((environment) =>
  synthesized.stackNames(environment).filter((stack) => stack.endsWith("-monitoring")),
);

const folder = new TemporaryFolder();
afterAll(() => {
  folder.remove();
});

describe.each(STACKS)("the rules of %s", (stack) => {
  it("are accepted by promtool, every one", () => {
    const rules = rulesOf(stack);
    const files = rules.map(({ metadata, spec }) =>
      folder.write(`${stack}/${metadata.name}.json`, JSON.stringify(spec)),
    );
    const { exitCode, output, errors } = run("promtool", ["check", "rules", "--lint=all", "--lint-fatal", ...files]);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
    const found = [...output.matchAll(/SUCCESS: (\d+) rules found/g)].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    );
    const given = rules.flatMap(({ spec }) => spec.groups.flatMap((group) => group.rules)).length;
    expect(found).toBe(given);
    expect(given).toBeGreaterThan(100);
  });

  it("read only what the list of metrics has or a rule of theirs records", () => {
    const rules = rulesOf(stack).flatMap(({ spec }) => spec.groups.flatMap((group) => group.rules));
    const recorded = rules.flatMap(({ record }) => record ?? []);
    const unknown = rules.flatMap(({ alert, record, expr }) =>
      metricsOf(expr)
        .filter((metric) => exporterOf(metric) === undefined && !recorded.includes(metric))
        .map((metric) => `${alert ?? record}: ${metric}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe("promtool", () => {
  it("refuses an expression whose types do not fit, which a grammar does not see", () => {
    const file = folder.write(
      "wrong.json",
      JSON.stringify({ groups: [{ name: "wrong", rules: [{ alert: "Wrong", expr: "rate(up)" }] }] }),
    );
    const { exitCode, errors } = run("promtool", ["check", "rules", file]);
    expect(exitCode).not.toBe(0);
    expect(errors).toContain("expected type range vector");
  });
});
