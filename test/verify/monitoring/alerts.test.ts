import { ruleGroups, type RuleGroup } from "../../../src/constructs/monitoring/alerts";
import type { GroupCases } from "../../constructs/monitoring/alerts/alert-case";
import { CASES } from "../../constructs/monitoring/alerts/cases";
import { SAMPLE_CONTEXT } from "../../constructs/monitoring/alerts/sample-context";
import { run } from "../support/program";
import { TemporaryFolder } from "../support/temporary-folder";
import { ruleFile, testFiles } from "./promtool-tests";

const folder = new TemporaryFolder();
afterAll(() => {
  folder.remove();
});

/** Writes a group's rules and cases. */
function written(name: string, group: RuleGroup, cases: GroupCases): string[] {
  const rules = `${name}.rules.json`;
  folder.write(rules, ruleFile(group));
  return [...testFiles(group, cases, rules)].map(([interval, text]) =>
    folder.write(`${name}.${interval}.test.json`, text),
  );
}

describe("promtool, in every case of every alert", () => {
  it.each(ruleGroups(SAMPLE_CONTEXT).map((group) => [group.name, group] as const))(
    "evaluates the rules of %s as expected",
    (_, group) => {
      const { exitCode, output, errors } = run("promtool", [
        "test",
        "rules",
        ...written(group.name, group, CASES[group.name] ?? {}),
      ]);
      expect(output + errors).not.toContain("FAILED");
      expect(exitCode).toBe(0);
    },
  );

  it("would say if an alert fired where it should not", () => {
    const [group] = ruleGroups(SAMPLE_CONTEXT).filter(({ name }) => name === "dead-mans-switch");
    if (!group) throw new Error("no group dead-mans-switch");
    const wrong = { Watchdog: [{ it: "is quiet", series: {}, at: "1m", fires: [] }] };
    const { exitCode, errors, output } = run("promtool", ["test", "rules", ...written("wrong", group, wrong)]);
    expect(exitCode).toBe(1);
    expect(output + errors).toContain("Watchdog is quiet");
  });
});
