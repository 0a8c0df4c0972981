import { Testing } from "cdktf";
import { Construct } from "constructs";
import { describeReasons } from "../../../src/constructs/network/descriptions";
import { recordReason } from "../../../src/constructs/provenance";

function ruleFor(...reasons: string[]): Construct {
  const rule = new Construct(Testing.app(), "rule");
  for (const reason of reasons) recordReason(rule, reason);
  return rule;
}

describe("the description of a rule", () => {
  it("names each reason once, in the order of asking", () => {
    const rule = ruleFor("flow referral", "flow booking", "flow referral");
    expect(describeReasons(rule, 100)).toBe("flow referral; flow booking");
  });

  it("may be as long as the cloud allows", () => {
    expect(describeReasons(ruleFor("flow referral"), 13)).toBe("flow referral");
  });

  it("ends with an ellipsis where it was cut", () => {
    expect(describeReasons(ruleFor("flow referral"), 12)).toBe("flow referr…");
  });

  it("is empty without a reason", () => {
    expect(describeReasons(ruleFor(), 100)).toBe("");
  });
});
