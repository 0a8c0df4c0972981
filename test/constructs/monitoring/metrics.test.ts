import { ruleGroups } from "../../../src/constructs/monitoring/alerts";
import { exporterOf } from "../../../src/constructs/monitoring/metrics";
import { metricsOf } from "../../../src/constructs/monitoring/promql";
import { SAMPLE_CONTEXT } from "./alerts/sample-context";

describe("the metrics that alerts read", () => {
  const groups = ruleGroups(SAMPLE_CONTEXT);
  const recorded = new Set(groups.flatMap(({ recordings = [] }) => recordings.map(({ record }) => record)));
  const expressions = groups.flatMap(({ name, alerts, recordings = [] }) => [
    ...alerts.map((alert) => ({ where: `${name}: ${alert.name}`, expression: alert.expression })),
    ...recordings.map(({ record, expression }) => ({ where: `${name}: ${record}`, expression })),
  ]);

  it("come from an exporter or from a rule", () => {
    expect(
      expressions.flatMap(({ where, expression }) =>
        metricsOf(expression)
          .filter((metric) => exporterOf(metric) === undefined && !recorded.has(metric))
          .map((metric) => `${where}: ${metric}`),
      ),
    ).toEqual([]);
  });
});
