import { scaledObject, type ScaledObjectProps } from "../../../src/constructs/services/scaled-object";
import { scalingTrigger } from "../../../src/environment/schema/scaling";

const props: ScaledObjectProps = {
  metadata: { name: "card", namespace: "vendor-01" },
  replicas: { minimum: 3, maximum: 12 },
  cpuPercent: 60,
  triggers: [],
};

function triggersOf(...triggers: readonly Record<string, unknown>[]) {
  const manifest = scaledObject({ ...props, triggers: triggers.map((trigger) => scalingTrigger.parse(trigger)) });
  return manifest.spec;
}

const morning = { kind: "working-hours", start: "07:30", end: "11:05", replicas: 9 };

describe("what KEDA scales a service by", () => {
  it("keeps the number of its Deployment within its range, and never at zero", () => {
    expect(scaledObject(props)).toEqual({
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledObject",
      metadata: { name: "card", namespace: "vendor-01" },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "card" },
        minReplicaCount: 3,
        maxReplicaCount: 12,
        triggers: [{ type: "cpu", metricType: "Utilization", metadata: { value: "60" } }],
      },
    });
  });

  it("asks for more replicas from Monday to Friday, on China's clock, beside what CPU asks for", () => {
    expect(triggersOf(morning)).toMatchObject({
      triggers: [
        { type: "cpu" },
        {
          type: "cron",
          metadata: {
            timezone: "Asia/Shanghai",
            start: "30 7 * * 1,2,3,4,5",
            end: "5 11 * * 1,2,3,4,5",
            desiredReplicas: "9",
          },
        },
      ],
    });
  });

  it("asks on the days that are given, in whatever order, with Sunday as 0", () => {
    expect(triggersOf({ ...morning, days: ["saturday", "sunday"] })).toMatchObject({
      triggers: [{ type: "cpu" }, { metadata: { start: "30 7 * * 0,6", end: "5 11 * * 0,6" } }],
    });
    const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    expect(triggersOf({ ...morning, days })).toMatchObject({
      triggers: [{ type: "cpu" }, { metadata: { start: "30 7 * * *" } }],
    });
  });

  it("asks the cluster's Prometheus how much work there is for each replica, and takes nothing found for no answer", () => {
    expect(triggersOf({ kind: "prometheus", query: "sum(queue_length)", threshold: 2.5 })).toMatchObject({
      triggers: [
        { type: "cpu" },
        {
          type: "prometheus",
          metricType: "AverageValue",
          metadata: {
            serverAddress: "http://kube-prometheus-stack-prometheus.monitoring.svc:9090",
            query: "sum(queue_length)",
            threshold: "2.5",
            ignoreNullValues: "false",
          },
        },
      ],
    });
  });
});
