import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { App, TerraformStack } from "cdktf";
import {
  AlertRules,
  checkGroups,
  PLATFORM,
  ruleGroups,
  type Alert,
} from "../../../../src/constructs/monitoring/alerts";
import { Namespace } from "../../../../src/constructs/kubernetes/namespace";
import { SAMPLE_CONTEXT } from "./sample-context";

const sound: Alert = {
  name: "QueueTooLong",
  expression: "queue_length > 100",
  for: "5m",
  severity: "warning",
  owner: PLATFORM,
  summary: "The queue is too long",
  description: "Reports wait.",
  runbook: { meaning: "Reports come faster than they are read.", commands: ["kubectl get pods"], cured: "Below 100." },
};

const faultsOf = (alert: Partial<Alert>) =>
  checkGroups([{ name: "own", title: "Own", alerts: [{ ...sound, ...alert }] }]);

describe("groups of rules", () => {
  it("are accepted when every alert has an owner and a runbook", () => {
    expect(faultsOf({})).toEqual([]);
  });

  it("are accepted as the platform brings them", () => {
    expect(checkGroups(ruleGroups(SAMPLE_CONTEXT))).toEqual([]);
  });

  it("refuse an alert without an owner", () => {
    expect(faultsOf({ owner: { label: "", who: "" } })).toEqual([
      "alert QueueTooLong of group own has no owner: expected platform, network or a vendor's id",
    ]);
  });

  it("refuse an alert without a runbook, or with one that lacks a part", () => {
    const message =
      "alert QueueTooLong of group own has no runbook: expected what it means, the first commands and what it looks like when cured, or the URL of a page";
    expect(faultsOf({ runbook: "" })).toEqual([message]);
    expect(faultsOf({ runbook: { meaning: "Something.", commands: [], cured: "Nothing." } })).toEqual([message]);
    expect(faultsOf({ runbook: { meaning: "Something.", commands: ["look"], cured: " " } })).toEqual([message]);
  });

  it("refuse two alerts of one name, across groups", () => {
    const groups = ["one", "other"].map((name) => ({ name, title: name, alerts: [sound] }));
    expect(checkGroups(groups)).toEqual([
      "alert QueueTooLong stands in group one and again in group other: expected one of each name, since silences and runbooks know it by its name alone",
    ]);
  });

  it("refuse an expression that is no PromQL, with its line and column", () => {
    expect(faultsOf({ expression: "queue_length >\n  and 100" })).toEqual([
      'alert QueueTooLong of group own: got "queue_length >\\n  and 100", expected PromQL: "100" at 2:7 of the expression does not fit',
    ]);
  });

  it("refuse texts, times and labels that are none, all at once", () => {
    expect(
      faultsOf({
        summary: "Two\nlines",
        description: "",
        for: "soon",
        labels: { severity: "critical", "Not-a-label": "x" },
      }),
    ).toEqual([
      'alert QueueTooLong of group own: got summary "Two\\nlines", expected one line',
      "alert QueueTooLong of group own has no description: expected what is wrong and what it does",
      'alert QueueTooLong of group own: got for "soon", expected a duration such as 5m',
      "alert QueueTooLong of group own: got a label severity, expected it as the alert's severity",
      'alert QueueTooLong of group own: got label "Not-a-label", expected lower-case letters, digits and underscores',
    ]);
  });

  it("refuse a recording that breaks Prometheus' convention for names", () => {
    expect(
      checkGroups([{ name: "own", title: "Own", alerts: [], recordings: [{ record: "queue", expression: "up" }] }]),
    ).toEqual(["recording queue of group own: expected a name level:metric:operation such as service:requests:rate5m"]);
  });
});

describe("the rules of a cluster", () => {
  it("fail synthesis when an alert has no runbook", () => {
    const stack = new TerraformStack(new App(), "monitoring");
    new HelmProvider(stack, "helm");
    new AlertRules(stack, "alert-rules", {
      namespace: Namespace.fromNamespaceName(stack, "namespace", "monitoring"),
      operator: "alert-rules",
      groups: [{ name: "own", title: "Own", alerts: [{ ...sound, runbook: "" }] }],
    });
    expect(() => {
      stack.runAllValidations();
    }).toThrow("alert QueueTooLong of group own has no runbook");
  });
});
