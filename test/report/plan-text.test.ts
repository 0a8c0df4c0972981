import { reportPlanTexts } from "../../src/report/plan-text";

describe("the texts of plans", () => {
  it("stand under their stacks' names; stacks without changes only count", () => {
    expect(
      reportPlanTexts([
        { stack: "network", presence: "new", changed: true, changes: [], text: "Plan: 1 to add\n" },
        { stack: "pki", presence: "kept", changed: false, changes: [] },
      ]),
    ).toBe(
      "# stack network (new)\nPlan: 1 to add\n\n" +
        "2 stacks, 1 without changes: 0 created, 0 updated in place, 0 replaced, 0 destroyed\n",
    );
  });
});
