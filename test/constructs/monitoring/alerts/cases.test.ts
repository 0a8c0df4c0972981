import { ruleGroups } from "../../../../src/constructs/monitoring/alerts";
import { CASES } from "./cases";
import { ALWAYS_ON } from "./cases/dead-mans-switch";
import { SAMPLE_CONTEXT } from "./sample-context";

const groups = ruleGroups(SAMPLE_CONTEXT);

describe("the cases that promtool runs", () => {
  it.each(groups.flatMap(({ name, alerts }) => alerts.map((alert) => [alert.name, name] as const)))(
    "%s fires in one at least, and is quiet in another",
    (alert, group) => {
      const cases = CASES[group]?.[alert] ?? [];
      expect(cases.some(({ fires }) => fires.length > 0)).toBe(true);
      expect(cases.some(({ fires }) => fires.length === 0)).toBe(!ALWAYS_ON.includes(alert));
    },
  );

  it("look at nothing but alerts that there are", () => {
    const known = groups.flatMap(({ name, alerts }) => alerts.map((alert) => `${name}/${alert.name}`));
    const tested = Object.entries(CASES).flatMap(([group, cases]) =>
      Object.keys(cases).map((alert) => `${group}/${alert}`),
    );
    expect(tested.filter((name) => !known.includes(name))).toEqual([]);
  });
});
