import {
  alertContext,
  clusterRuleGroups,
  prometheusRule,
  ruleGroups,
} from "../../../../src/constructs/monitoring/alerts";
import { metricsOf } from "../../../../src/constructs/monitoring/promql";
import { sampleEnvironment, sampleService } from "../../services/sample-environment";
import { SAMPLE_CONTEXT } from "./sample-context";

const environment = sampleEnvironment((raw) => {
  raw.services.push(sampleService("card"));
  raw.alerting = Object.assign({}, raw.alerting, {
    rules: [
      {
        name: "QueueTooLong",
        expression: "queue_length > 100",
        severity: "warning",
        owner: "platform",
        summary: "Reports wait",
        runbook: "https://wiki.health.example/queue",
      },
    ],
  });
});
const cluster = environment.clusterIn("chutian", "medical");
if (!cluster) throw new Error("no medical cluster in chutian");

describe("the rules of a cluster", () => {
  it("know its services, their objectives, and how often it is saved", () => {
    expect(alertContext(environment, cluster)).toMatchObject({
      etcd: true,
      etcdSnapshotHours: 6,
      services: [
        {
          id: "card",
          objectives: {
            availability: 90,
            leastFailures: 5,
            latency: { percent: 90, milliseconds: 2500, leastSlow: 5 },
          },
        },
      ],
    });
  });

  it("hold the alerts of the YAML, with their own pages", () => {
    const own = clusterRuleGroups(environment, cluster).find(({ name }) => name === "own");
    expect(own && prometheusRule(own, "monitoring", "https://runbooks.health.example")).toMatchObject({
      kind: "PrometheusRule",
      metadata: { name: "health-cloud-own", namespace: "monitoring" },
      spec: {
        groups: [
          {
            rules: [
              {
                alert: "QueueTooLong",
                expr: "queue_length > 100",
                labels: { severity: "warning", owner: "platform" },
                annotations: { summary: "Reports wait", runbook_url: "https://wiki.health.example/queue" },
              },
            ],
          },
        ],
      },
    });
  });

  it("leave out what the cluster does not have", () => {
    const { etcdSnapshotHours, backupHours, ...context } = SAMPLE_CONTEXT;
    expect([etcdSnapshotHours, backupHours]).toEqual([6, 24]);
    const names = ruleGroups({ ...context, etcd: false, longhorn: false }).flatMap(({ alerts }) =>
      alerts.map(({ name }) => name),
    );
    expect(names.filter((name) => /^(Etcd|Backup|Longhorn)/.test(name))).toEqual([]);
    expect(names).toContain("NodeNotReady");
  });

  it("read metrics that can all be named", () => {
    const expressions = ruleGroups(SAMPLE_CONTEXT).flatMap(({ alerts, recordings = [] }) =>
      [...alerts, ...recordings].map(({ expression }) => expression),
    );
    expect(new Set(expressions.flatMap(metricsOf)).size).toBeGreaterThan(100);
  });

  it("read recordings that there are", () => {
    const groups = ruleGroups(SAMPLE_CONTEXT);
    const recorded = groups.flatMap(({ recordings = [] }) => recordings.map(({ record }) => record));
    const read = groups.flatMap(({ alerts, recordings = [] }) =>
      [...alerts, ...recordings].flatMap(({ expression }) => metricsOf(expression)),
    );
    const missing = read.filter((metric) => metric.includes(":") && !recorded.includes(metric));
    expect([...new Set(missing)]).toEqual([]);
  });
});
