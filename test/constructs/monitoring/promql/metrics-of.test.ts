import { metricsOf } from "../../../../src/constructs/monitoring/promql";

describe("the metrics of an expression", () => {
  it.each([
    ["up", ["up"]],
    ['up{job="a"} == 0', ["up"]],
    [
      "sum by (instance) (rate(requests_total[5m])) / on (instance) group_left (owner) service:budget:ratio",
      ["requests_total", "service:budget:ratio"],
    ],
    ["a offset 5m + b @ 1 - a", ["a", "b"]],
    ['max_over_time(up{job=~"x|y"}[1h:5m])', ["up"]],
    ['{__name__="up"}', ["up"]],
    ["{job='a', __name__ = 'up'}", ["up"]],
    ['label_replace(up, "metric", "$1", "job", "(.+)")', ["up"]],
    ["vector(1)", []],
    ["absent(up)", ["up"]],
  ])("%s reads %j", (expression, metrics) => {
    expect(metricsOf(expression)).toEqual(metrics);
  });

  it("cannot be told where a selector names none", () => {
    expect(() => metricsOf('sum({job="a"})')).toThrow(
      'selector {job="a"} names no metric: expected one such as up{job="node-exporter"}',
    );
  });

  it("cannot be told where it is no PromQL", () => {
    expect(() => metricsOf("sum(up")).toThrow(
      'got "sum(up", expected PromQL: an end too early at 1:7 of the expression does not fit',
    );
  });
});
