import { METRICS } from "../../../src/constructs/monitoring/metrics";
import { DOCUMENTED } from "../../support/series/documented";
import { missingSeries } from "../../support/series/missing-series";
import { UNSEEN } from "../../support/series/unseen";
import { chartFacts } from "./support/chart-facts";
import { declaredSeries, exportersWithSource, sourceVersion } from "./support/declared-series";

/** Exporters that show their series to a check: the files of `programs`, and the lane `kubernetes`. */
const RUN = ["prometheus", "alertmanager", "blackbox-exporter", "node-exporter", "api-server", "etcd"];

const withoutV = (version: string) => version.replace(/^v/, "");

const unseen = (exporter: string) => UNSEEN[exporter]?.names ?? [];

describe.each(exportersWithSource())("the source of %s", (exporter) => {
  const declared = declaredSeries(exporter);

  it("declares every series and label that the platform reads of it and that is not listed as unseen", () => {
    const names = (METRICS[exporter] ?? []).filter((name) => !unseen(exporter).includes(name));
    expect(names.length).toBeGreaterThan(0);
    expect(missingSeries(exporter, declared, { names })).toEqual([]);
  });

  it("declares none that is listed as unseen", () => {
    expect(unseen(exporter).filter((name) => declared.has(name))).toEqual([]);
  });

  it("declares none that is misspelt", () => {
    expect(missingSeries(exporter, declared, { names: ["cilium_drops_count_total"] })).toEqual([
      "cilium_drops_count_total is not shown",
    ]);
  });
});

describe("what is read or built", () => {
  it.each<[string, string]>([
    ["alloy", "alloy"],
    ["cert-manager", "cert-manager"],
    ["keda", "keda"],
    ["loki", "loki"],
    ["prometheus-operator", "kube-prometheus-stack"],
    ["velero", "velero"],
  ])("is the version of %s that chart %s installs", (exporter, chart) => {
    const { version, appVersion } = chartFacts(chart);
    expect([version, appVersion].map(withoutV)).toContain(withoutV(sourceVersion(exporter)));
  });
});

describe("every series that the platform reads", () => {
  it("is shown by a program, declared in a source, documented, or listed as unseen", () => {
    const known = [...RUN, ...exportersWithSource(), ...Object.keys(DOCUMENTED)];
    const others = Object.entries(METRICS).filter(([exporter]) => !known.includes(exporter));
    expect(others.flatMap(([exporter, names]) => names.filter((name) => !unseen(exporter).includes(name)))).toEqual([]);
  });
});

describe("labels", () => {
  it("of another name than the source declares are found", () => {
    const read = new Map([["coredns_dns_responses_total", new Map([["code", "a seeded mistake"]])]]);
    expect(missingSeries("coredns", declaredSeries("coredns"), { names: [...read.keys()], read })).toEqual([
      "coredns_dns_responses_total has no label code, which a seeded mistake reads",
    ]);
  });
});
