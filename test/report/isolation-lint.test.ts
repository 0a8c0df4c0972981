import type { Finding } from "../../src/analysis/lint/finding";
import { lintFormats } from "../../src/report/isolation-lint";

const finding: Finding = {
  kind: "shadowed-rule",
  stack: "net",
  address: "rule.narrow",
  source: "environments/prod.yaml:2:3",
  sentence: "its accept decides nothing",
  because: { stack: "net", address: "rule.wide", source: undefined },
};
const clean = lintFormats("prod", { findings: [], notUnderstood: [] });
const one = lintFormats("prod", { findings: [finding], notUnderstood: [] });

describe("lintFormats", () => {
  it("tells a person the finding, its line and the other resource", () => {
    expect(clean.text()).toBe("prod: 0 findings\n");
    expect(one.text()).toBe(
      "prod: 1 finding\n\nshadowed-rule: its accept decides nothing\n" +
        "    environments/prod.yaml:2:3  net rule.narrow\n    no line  net rule.wide\n",
    );
  });

  it("says that it is silent about what was not understood", () => {
    const notUnderstood = [{ stack: "net", address: "aws_vpc.it", what: "aws_vpc is not read" }];
    expect(lintFormats("prod", { findings: [], notUnderstood }).text()).toBe(
      "prod: 0 findings; nothing is said about what is not understood, which health-cloud isolation prod lists\n",
    );
  });

  it("gives programs and spreadsheets every field", () => {
    expect(JSON.parse(one.json())).toMatchObject({
      environment: "prod",
      findings: [{ because: { address: "rule.wide" } }],
    });
    expect(one.csv()).toBe(
      "kind,source,stack,address,sentence,because source,because stack,because address\n" +
        "shadowed-rule,environments/prod.yaml:2:3,net,rule.narrow,its accept decides nothing,,net,rule.wide\n",
    );
    expect(one.markdown()).toContain("| shadowed-rule | environments/prod.yaml:2:3 | net | rule.narrow |");
    expect(clean.markdown()).toBe("prod: 0 findings\n");
  });
});
