import { exporterOf } from "../../../src/constructs/monitoring/metrics";
import { UNSEEN } from "./unseen";

describe("the list of series that no check has seen", () => {
  it("has only such that are read, each with its exporter", () => {
    const listed = Object.entries(UNSEEN).flatMap(([exporter, { names }]) => names.map((name) => ({ exporter, name })));
    expect(listed.filter(({ exporter, name }) => exporterOf(name) !== exporter)).toEqual([]);
  });
});
