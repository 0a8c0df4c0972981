import { readExposition } from "./exposition";
import { missingSeries } from "./missing-series";
import type { ScrapedSeries } from "./scraped-series";

const READ: ScrapedSeries = new Map([
  ["jobs_total", new Map([["queue", "alert JobsFail of jobs"]])],
  ["certificates", new Map([["exported_namespace", "alert Ends of certificates"]])],
]);

const missing = (exporter: string, text: string, ...names: string[]) =>
  missingSeries(exporter, readExposition(text), { names, read: READ });

describe("what is read and no program shows", () => {
  it("is nothing where name and labels are there", () => {
    expect(missing("coredns", 'jobs_total{queue="a"} 1', "jobs_total")).toEqual([]);
  });

  it("is a series of another name", () => {
    expect(missing("coredns", 'job_total{queue="a"} 1', "jobs_total")).toEqual(["jobs_total is not shown"]);
  });

  it("is a label of another name, with a place that reads it", () => {
    expect(missing("coredns", 'jobs_total{kind="a"} 1', "jobs_total")).toEqual([
      "jobs_total has no label queue, which alert JobsFail of jobs reads",
    ]);
  });

  it("is not a label that Prometheus moves out of the way of its own", () => {
    const text = 'certificates{namespace="vendor-01"} 1';
    expect(missing("cert-manager", text, "certificates")).toEqual([]);
    expect(missing("kube-state-metrics", text, "certificates")).toEqual([
      "certificates has no label exported_namespace, which alert Ends of certificates reads",
    ]);
  });
});
