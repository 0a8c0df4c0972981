import { join } from "node:path";
import { ruleGroups, type RuleGroup } from "../../../src/constructs/monitoring/alerts";
import { CASES } from "../../constructs/monitoring/alerts/cases";
import { SAMPLE_CONTEXT } from "../../constructs/monitoring/alerts/sample-context";
import { run } from "../support/program";
import { TemporaryFolder } from "../support/temporary-folder";
import { ruleFile, testFile } from "./promtool-tests";

const folder = new TemporaryFolder();
afterAll(() => {
  folder.remove();
});

/** Writes a group's rules and cases. */
function written(group: RuleGroup): string {
  folder.write(`${group.name}.rules.json`, ruleFile(group));
  return folder.write(`${group.name}.test.json`, testFile(group, CASES[group.name] ?? {}, `${group.name}.rules.json`));
}

describe("promtool, in every case of every alert", () => {
  it.each(ruleGroups(SAMPLE_CONTEXT).map((group) => [group.name, group] as const))(
    "evaluates the rules of %s as expected",
    (_, group) => {
      const { exitCode, output, errors } = run("promtool", ["test", "rules", written(group)]);
      expect(output + errors).toContain("SUCCESS");
      expect(exitCode).toBe(0);
    },
  );

  it("would say if an alert fired where it should not", () => {
    const [group] = ruleGroups(SAMPLE_CONTEXT).filter(({ name }) => name === "dead-mans-switch");
    if (!group) throw new Error("no group dead-mans-switch");
    folder.write("wrong.rules.json", ruleFile(group));
    const wrong = { Watchdog: [{ it: "is quiet", series: {}, at: "1m", fires: [] }] };
    const test = folder.write("wrong.test.json", testFile(group, wrong, "wrong.rules.json"));
    const { exitCode, errors, output } = run("promtool", ["test", "rules", join(test)]);
    expect(exitCode).toBe(1);
    expect(output + errors).toContain("Watchdog is quiet");
  });
});
