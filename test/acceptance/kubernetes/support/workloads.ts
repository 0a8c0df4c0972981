import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { ApiServer } from "./api-server";

const spreadConstraint = z.looseObject({
  topologyKey: z.string(),
  maxSkew: z.number(),
  whenUnsatisfiable: z.enum(["DoNotSchedule", "ScheduleAnyway"]),
});
export type SpreadConstraint = z.output<typeof spreadConstraint>;

const workload = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: z.string(), generation: z.number() }),
  spec: z.looseObject({
    replicas: z.number(),
    selector: z.looseObject({ matchLabels: z.record(z.string(), z.string()) }),
    template: z.looseObject({
      spec: z.looseObject({ topologySpreadConstraints: z.array(spreadConstraint).default([]) }),
    }),
  }),
  status: z
    .looseObject({
      observedGeneration: z.number().default(0),
      replicas: z.number().default(0),
      updatedReplicas: z.number().default(0),
      readyReplicas: z.number().default(0),
      conditions: z.array(z.looseObject({ type: z.string(), status: z.string(), message: z.string() })).default([]),
    })
    .prefault({}),
});
export type Workload = z.output<typeof workload>;

const pod = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
    deletionTimestamp: z.string().optional(),
  }),
  spec: z.looseObject({ nodeName: z.string().optional() }),
  status: z.looseObject({
    conditions: z
      .array(z.looseObject({ type: z.string(), status: z.string(), message: z.string().optional() }))
      .default([]),
  }),
});
export type Pod = z.output<typeof pod>;

const autoscaler = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: z.string() }),
  spec: z.looseObject({ maxReplicas: z.number(), scaleTargetRef: z.looseObject({ name: z.string() }) }),
});

/** What KEDA, which does not run on the testbed, would make an autoscaler of. */
const scaledObject = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: z.string() }),
  spec: z.looseObject({ maxReplicaCount: z.number(), scaleTargetRef: z.looseObject({ name: z.string() }) }),
});

const items = z.object({ items: z.array(z.unknown()) });

const PATIENCE_MILLISECONDS = 120_000;

/** The Deployments of a cluster and their pods. */
export class Workloads {
  constructor(private readonly server: ApiServer) {}

  async all(): Promise<Workload[]> {
    return (await this.list("/apis/apps/v1/deployments")).map((item) => workload.parse(item));
  }

  /** The pods that stay. */
  async pods(): Promise<Pod[]> {
    return (await this.allPods()).filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  }

  /** The pods, those that are about to end among them. */
  async allPods(): Promise<Pod[]> {
    return (await this.list("/api/v1/pods")).map((item) => pod.parse(item));
  }

  /** Waits until every Deployment has all its replicas, of its last revision and no other. Returns why those that do not have them lack them. */
  async unsettled(): Promise<string[]> {
    const deadline = Date.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const unsettled = (await this.all()).filter((each) => !isSettled(each));
      if (unsettled.length === 0) return [];
      if (Date.now() > deadline) return [...unsettled.map(describeUnsettled), ...(await this.unscheduled())];
      await sleep(500);
    }
  }

  /** How many pods a Deployment is asked to have; undefined where none has the name. */
  async replicasOf(name: string): Promise<number | undefined> {
    return (await this.all()).find(({ metadata }) => metadata.name === name)?.spec.replicas;
  }

  /** Starts a new revision of every Deployment at once. */
  async updateAll(): Promise<void> {
    for (const { metadata } of await this.all()) {
      await this.patch(metadata, {
        spec: { template: { metadata: { annotations: { "health-cloud/acceptance": "updated" } } } },
      });
    }
  }

  /** Gives every Deployment with an autoscaler, or with a scaler of KEDA, as many replicas as that may ask for. Returns how many have one. */
  async scaleAllToMaximum(): Promise<number> {
    const autoscalers = (await this.list("/apis/autoscaling/v2/horizontalpodautoscalers"))
      .map((item) => autoscaler.parse(item))
      .map(({ metadata, spec }) => ({ metadata, target: spec.scaleTargetRef, most: spec.maxReplicas }));
    const scaledObjects = (await this.list("/apis/keda.sh/v1alpha1/scaledobjects"))
      .map((item) => scaledObject.parse(item))
      .map(({ metadata, spec }) => ({ metadata, target: spec.scaleTargetRef, most: spec.maxReplicaCount }));
    const all = [...autoscalers, ...scaledObjects];
    for (const { metadata, target, most } of all) {
      await this.patch({ namespace: metadata.namespace, name: target.name }, { spec: { replicas: most } });
    }
    return all.length;
  }

  private async unscheduled(): Promise<string[]> {
    return (await this.pods()).flatMap(({ metadata, status }) =>
      status.conditions
        .filter(({ type, status: met }) => type === "PodScheduled" && met === "False")
        .map(({ message }) => `pod ${metadata.namespace}/${metadata.name}: ${message ?? "is not scheduled"}`),
    );
  }

  private async patch({ namespace, name }: { namespace: string; name: string }, body: object): Promise<void> {
    await this.server.succeed({
      method: "PATCH",
      path: `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`,
      body,
      contentType: "application/merge-patch+json",
    });
  }

  private async list(path: string): Promise<unknown[]> {
    return items.parse(await this.server.succeed({ method: "GET", path })).items;
  }
}

function isSettled({ metadata, spec, status }: Workload): boolean {
  return (
    status.observedGeneration >= metadata.generation &&
    [status.replicas, status.updatedReplicas, status.readyReplicas].every((count) => count === spec.replicas)
  );
}

function describeUnsettled({ metadata, spec, status }: Workload): string {
  const reasons = status.conditions.filter(({ status: met }) => met !== "True").map(({ message }) => message);
  const counted = `${status.readyReplicas} of ${spec.replicas} replicas are ready`;
  return [`${metadata.namespace}/${metadata.name}: ${counted}`, ...reasons].join("; ");
}
