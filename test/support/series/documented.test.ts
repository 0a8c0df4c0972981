import { METRICS } from "../../../src/constructs/monitoring/metrics";
import { DOCUMENTED } from "./documented";
import { missingSeries } from "./missing-series";
import { UNSEEN } from "./unseen";

describe.each(Object.entries(DOCUMENTED))("the documentation of %s", (exporter, { series }) => {
  const unseen = UNSEEN[exporter]?.names ?? [];

  it("has every series and label that the platform reads of it and that is not listed as unseen", () => {
    const names = (METRICS[exporter] ?? []).filter((name) => !unseen.includes(name));
    expect(missingSeries(exporter, series, { names })).toEqual([]);
  });

  it("has none that is listed as unseen", () => {
    expect(unseen.filter((name) => series.has(name))).toEqual([]);
  });
});
