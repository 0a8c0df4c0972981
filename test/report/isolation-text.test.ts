import { analyseIsolation, type Isolation } from "../../src/analysis/isolation/isolation";
import { GLOBAL_ADDRESSES } from "../../src/analysis/isolation/reachability/places";
import { addressesOf } from "../../src/analysis/sets/ipv4-addresses";
import { ServiceSet } from "../../src/analysis/sets/service-set";
import { isolationFormats } from "../../src/report/isolation-formats";
import { reportIsolationJson } from "../../src/report/isolation-json";
import { reportIsolation } from "../../src/report/isolation-text";

const empty = analyseIsolation([], { zones: [], separated: [], connections: [], sourceOf: () => undefined });

const failed: Isolation = {
  ...empty,
  violations: [
    {
      kind: "undeclared",
      from: "lines of chutian medical",
      to: "chutian medical/worker",
      sources: addressesOf("10.128.0.0/16"),
      destinations: addressesOf("10.16.16.0/24"),
      services: ServiceSet.parse("tcp/4240"),
      because: "no declared flow and no need of the infrastructure allows it",
      witness: [
        {
          stack: "net",
          address: "rule.wide",
          what: "allows ingress of tcp/4240",
          source: "environments/prod.yaml:241:5",
        },
        { stack: "net", address: "rule.other", what: "leads there", source: undefined },
      ],
    },
  ],
  notUnderstood: [
    { stack: "a", address: "helm_release.x", what: "helm_release is not read", count: 3 },
    { stack: "b", address: "helm_release.y", what: "helm_release is not read" },
    { stack: "b", address: "aws_vpc.z", what: "aws_vpc is not read" },
  ],
};

const passingOn: Isolation = {
  ...empty,
  transits: [
    {
      from: "lines of chutian management",
      to: "internet",
      sources: addressesOf("10.250.0.0/24"),
      destinations: GLOBAL_ADDRESSES,
      why: "egress of the zone",
      declared: ["environments/prod.yaml:75:17", "environments/prod.yaml:107:9"],
    },
  ],
};

describe("reportIsolation", () => {
  it("says PASS when everything is declared and understood", () => {
    expect(reportIsolation("prod", empty)).toBe(
      "prod: PASS, 0 open paths between 0 classes of machines and 0 load balancers, all of them declared\n",
    );
  });

  it("says how far a PASS goes, and puts alike things together", () => {
    expect(reportIsolation("prod", { ...failed, violations: [] })).toBe(
      [
        "prod: PASS as far as it is understood, 0 open paths between 0 classes of machines and 0 load balancers, all of them declared\n",
        "\nNot understood, so nothing is said about it:\n",
        "  helm_release is not read: a helm_release.x and 3 more in 2 stacks\n",
        "  aws_vpc is not read: b aws_vpc.z\n",
      ].join(""),
    );
  });

  it("shows what routers pass on as asked for, with the lines that ask", () => {
    expect(reportIsolation("prod", passingOn)).toBe(
      [
        "prod: PASS, 0 open paths between 0 classes of machines and 0 load balancers, all of them declared\n",
        "\nPassed on by routers as asked for, where no filter stands:\n",
        "  lines of chutian management (10.250.0.0/24) to internet: egress of the zone\n",
        "    environments/prod.yaml:75:17, environments/prod.yaml:107:9\n",
      ].join(""),
    );
  });

  it("shows each violation with its witness", () => {
    expect(reportIsolation("prod", { ...failed, notUnderstood: [] })).toBe(
      [
        "prod: FAIL, 0 open paths between 0 classes of machines and 0 load balancers, 1 violation\n",
        "\nlines of chutian medical reaches chutian medical/worker: tcp/4240\n",
        "  from 10.128.0.0/16 to 10.16.16.0/24: no declared flow and no need of the infrastructure allows it\n",
        "    environments/prod.yaml:241:5  net rule.wide: allows ingress of tcp/4240\n",
        "    no line  net rule.other: leads there\n",
      ].join(""),
    );
  });
});

describe("reportIsolationJson", () => {
  it("has the verdict, and sets as text", () => {
    const report: unknown = JSON.parse(reportIsolationJson("prod", failed));
    expect(report).toMatchObject({
      environment: "prod",
      verdict: "fail",
      violations: [{ kind: "undeclared", sources: "10.128.0.0/16", services: "tcp/4240" }],
    });
  });
});

describe("a verdict in other formats", () => {
  it("is in Markdown a line and a table for each kind", () => {
    const lines = isolationFormats("prod", failed).markdown().split("\n");
    expect(lines[0]).toMatch(/^prod: FAIL, /);
    expect(lines.slice(1, 7)).toEqual([
      "",
      "## Violations",
      "",
      "| kind | from | to | services | sources | destinations | because | line | stack | resource | what |",
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
      "| undeclared | lines of chutian medical | chutian medical/worker | tcp/4240 | 10.128.0.0/16 | 10.16.16.0/24 | no declared flow and no need of the infrastructure allows it | environments/prod.yaml:241:5 | net | rule.wide | allows ingress of tcp/4240 |",
    ]);
    expect(isolationFormats("prod", passingOn).markdown()).toContain("## Passed on by routers as asked for\n");
    expect(lines).toContain("## Not understood");
    expect(lines).toContain("| a | helm\\_release.x | helm\\_release is not read | 3 |");
  });

  it("is in CSV one table, a row for each hop and for each thing that was not understood", () => {
    const rows = isolationFormats("prod", failed).csv().trimEnd().split("\n");
    expect(rows).toHaveLength(1 + 2 + 3);
    expect(rows[2]).toMatch(/,no line,net,rule\.other,leads there$/);
    const passedOn = isolationFormats("prod", passingOn).csv().trimEnd().split("\n");
    expect(passedOn[1]).toMatch(/^passed on,lines of chutian management,internet,any,10\.250\.0\.0\/24,/);
    expect(rows[5]).toBe("not understood,,,,,,,,b,aws_vpc.z,aws_vpc is not read");
  });
});
