import type { Change } from "../support/change";

/** Changes to what each cluster runs for all: charts and alarms. */
export const PLATFORM_CHANGES: readonly Change[] = [
  {
    name: "a chart's version",
    resources: [
      {
        stack: "medical-chutian-platform",
        type: "helm_release",
        name: "metrics-server",
        arguments: { version: "3.14.0" },
      },
    ],
    expected: { "medical-chutian-platform": ["update helm_release.metrics-server"] },
  },
  {
    name: "the address of an alert receiver",
    edits: { set: { "alerting.receivers.0.url": "https://alerts.dev.health.example/other" } },
    expected: { "*-monitoring": ["update helm_release.prometheus"] },
  },
  {
    name: "a second alert receiver",
    edits: {
      set: {
        "alerting.receivers.1": { kind: "webhook", id: "night", url: "https://alerts.dev.health.example/night" },
        "alerting.routes": [{ severity: "critical", receiver: "night" }],
      },
    },
    expected: { "*-monitoring": ["update helm_release.prometheus"] },
  },
  {
    name: "the group of an administrator",
    edits: { set: { "administrators.audit": "auditors" } },
    expected: { "*-platform": ["update kubernetes_cluster_role_binding_v1.roles_audit-binding"] },
  },
  {
    name: "the environment becomes production",
    edits: { set: { stage: "production" } },
    // The operating standard asks for more, objectives are higher, and logs are kept three times.
    expected: {
      "*-platform": ["update helm_release.operating-standard"],
      "*-monitoring": ["update helm_release.alert-rules", "update helm_release.loki"],
    },
  },
  {
    name: "the platform's domain",
    edits: { set: { domain: "dev.city-health.example" } },
    // It stands in nodes' boot configuration, and in the name under which each cloud hears the other's alarms; services have host
    // names of their own.
    expected: {
      "medical-*-platform": ["update helm_release.cluster-gateway"],
      "medical-*-monitoring": ["update helm_release.prometheus"],
    },
  },
  {
    name: "the environment's title",
    edits: { set: { title: "A small platform" } },
    // Messages of alarms begin with it.
    expected: { "*-monitoring": ["update helm_release.prometheus"] },
  },
];
