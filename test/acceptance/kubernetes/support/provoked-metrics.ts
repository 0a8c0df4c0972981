import type { KubernetesObject } from "../../../../src/terraform/kubernetes";
import { refusalIn, type ApiServer } from "./api-server";

const NAME = "shown-metrics";

/** Who may ask one thing at a time, and is turned away with the next. Its group may read metrics, which takes a while. */
const TURNED_AWAY = { user: "turned-away", group: "system:monitoring" };
const REQUESTS_AT_ONCE = 8;

/** Asks a webhook that does not answer about every ConfigMap, and lets it in nevertheless. */
const UNANSWERED_WEBHOOK: KubernetesObject = {
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "ValidatingWebhookConfiguration",
  metadata: { name: NAME },
  webhooks: [
    {
      name: "unanswered.health-cloud.example",
      clientConfig: { url: "https://127.0.0.1:1/" },
      rules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["configmaps"] }],
      admissionReviewVersions: ["v1"],
      sideEffects: "None",
      failurePolicy: "Ignore",
      timeoutSeconds: 1,
    },
  ],
};

/** Without any share one request is served at a time. */
const NO_ROOM: KubernetesObject = {
  apiVersion: "flowcontrol.apiserver.k8s.io/v1",
  kind: "PriorityLevelConfiguration",
  metadata: { name: NAME },
  spec: {
    type: "Limited",
    limited: {
      nominalConcurrencyShares: 0,
      lendablePercent: 0,
      borrowingLimitPercent: 0,
      limitResponse: { type: "Reject" },
    },
  },
};

const FLOW_WITHOUT_ROOM: KubernetesObject = {
  apiVersion: "flowcontrol.apiserver.k8s.io/v1",
  kind: "FlowSchema",
  metadata: { name: NAME },
  spec: {
    priorityLevelConfiguration: { name: NAME },
    matchingPrecedence: 2,
    rules: [
      {
        subjects: [{ kind: "User", user: { name: TURNED_AWAY.user } }],
        nonResourceRules: [{ verbs: ["*"], nonResourceURLs: ["*"] }],
      },
    ],
  },
};

const CAUSES = [UNANSWERED_WEBHOOK, NO_ROOM, FLOW_WITHOUT_ROOM];

/** Has the API server do what it counts only once it has happened: ask a webhook, and turn a request away. */
export async function provokeMetrics(server: ApiServer): Promise<void> {
  for (const cause of CAUSES) {
    const refusal = refusalIn(await server.apply(cause));
    if (refusal !== undefined) throw new Error(`${cause.kind}: ${refusal}`);
  }
}

/** One attempt at it: the API server takes up its configuration a little later. */
export async function attempt(server: ApiServer): Promise<void> {
  const asked = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: NAME, namespace: "default" } };
  await server.create(asked, { dryRun: true });
  await Promise.all(
    Array.from({ length: REQUESTS_AT_ONCE }, () => server.call({ method: "GET", path: "/metrics", as: TURNED_AWAY })),
  );
}

export async function leaveMetricsAlone(server: ApiServer): Promise<void> {
  for (const cause of CAUSES.toReversed()) await server.delete(cause);
}
