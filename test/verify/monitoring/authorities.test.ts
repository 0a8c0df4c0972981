import { Testing, TerraformOutput } from "cdktf";
import { z } from "zod";
import { ruleGroup, ruleGroups, watchedAuthority } from "../../../src/constructs/monitoring/alerts";
import { SAMPLE_CONTEXT } from "../../constructs/monitoring/alerts/sample-context";
import { emptyStack } from "../../constructs/services/synthesized";
import { run } from "../support/program";
import { TemporaryFolder } from "../support/temporary-folder";

const folder = new TemporaryFolder();
afterAll(() => {
  folder.remove();
});

const outputs = z.object({ output: z.object({ rule: z.object({ value: z.string() }) }) });

/** What Terraform makes of the rule that says when an authority ends. */
function evaluated(end: string): string {
  const authorities = [watchedAuthority({ name: "server-ca", end })];
  const [group] = ruleGroups({ ...SAMPLE_CONTEXT, authorities }).filter(({ name }) => name === "authorities");
  const expression = group?.recordings?.[0]?.expression;
  if (!group || expression === undefined) throw new Error("no rule of authorities");
  expect(ruleGroup(group, "").rules).toContainEqual({
    record: "authority:end:months",
    expr: expression,
    labels: { authority: "server-ca" },
  });
  const stack = emptyStack();
  new TerraformOutput(stack, "rule", { value: expression, staticId: true });
  const { value } = outputs.parse(JSON.parse(Testing.synth(stack))).output.rule;
  const { exitCode, output, errors } = run("terraform", ["console"], {
    folder: folder.path,
    input: `"${value}"\n`,
    environment: { CHECKPOINT_DISABLE: "1" },
  });
  expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
  return output.trim();
}

describe("Terraform", () => {
  it.each([
    ["2036-11-26T01:02:03Z", '"vector(2036 * 12 + 11)"'],
    ["2037-01-01T00:00:00Z", '"vector(2037 * 12 + 1)"'],
  ])("fills the month of the end %s into the rule", (end, rule) => {
    expect(evaluated(end)).toBe(rule);
  });
});
