import { exporterOf, METRICS } from "../../../src/constructs/monitoring/metrics";
import { platformQuestions } from "../../support/series/questions";
import { scrapedSeries } from "../../support/series/scraped-series";

describe("the list of metrics", () => {
  const read = [...scrapedSeries(platformQuestions()).keys()];
  const listed = Object.values(METRICS).flat();

  it("has everything that alerts, recording rules and dashboards read and no rule records", () => {
    expect(read.filter((metric) => exporterOf(metric) === undefined)).toEqual([]);
  });

  it("has nothing that nobody reads", () => {
    expect(listed.filter((metric) => !read.includes(metric))).toEqual([]);
  });

  it("has every metric once", () => {
    expect(listed).toEqual([...new Set(listed)]);
  });

  it("would not have a misspelt one", () => {
    const asked = [{ where: "a seeded mistake", expression: "etcd_server_has_leaders == 0", wanted: [] }];
    expect([...scrapedSeries({ asked, recorded: [] }).keys()].map(exporterOf)).toEqual([undefined]);
  });
});
