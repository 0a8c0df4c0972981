import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { Cleanup } from "../../../../src/simulation/engine/cleanup";
import { temporaryFolder } from "../../../../src/simulation/engine/temporary-folder";
import type { KubernetesObject } from "../../../../src/terraform/kubernetes";
import { SynthesizedFolder } from "../../../app/support/synthesized";
import { synthesizeQuickly } from "../../../verify/changes/support/synthesize-quickly";
import { until } from "../../support/until";
import { ApiServer } from "./api-server";
import { controllerFlags } from "./controller-flags";
import { hasDefinitions, installDefinitions } from "./definitions";
import { deployStack } from "./deploy";
import { clusterMachines, nodesOf, registerNode } from "./nodes";
import { purge } from "./purge";
import { Spread } from "./spread";
import type { StretchedEnvironment } from "./stretched-environment";
import { region, restartControllers } from "./testbed-scripts";
import { Workloads, type Pod } from "./workloads";

const REGION_LABEL = "topology.kubernetes.io/region";

const nodes = z.object({
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({ name: z.string(), labels: z.record(z.string(), z.string()) }),
      status: z.looseObject({
        conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).default([]),
      }),
    }),
  ),
});

/** What Kubernetes keeps of a service in any case: its disruption budget's. */
const budgets = z.object({
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({ name: z.string(), namespace: z.string() }),
      status: z.looseObject({ desiredHealthy: z.number() }),
    }),
  ),
});

/** How many pods of a service serve. */
export interface Serving {
  /** `namespace/name`. */
  readonly service: string;
  /** Ready pods by region. */
  readonly pods: ReadonlyMap<string, number>;
  readonly replicas: number;
  /** What its disruption budget keeps. */
  readonly minimum: number;
}

/** When services were back, in seconds after their cloud was cut off; undefined for what did not come about in time. */
export interface Recovery {
  readonly atMinimum: number | undefined;
  readonly whole: number | undefined;
  /** Services that are still short, a line each. */
  readonly short: readonly string[];
}

/** A cluster whose nodes stand in two clouds, with the eviction settings that the RKE2 configuration of its servers has. */
export class StretchedCluster {
  static async start({ environment, cluster, other }: StretchedEnvironment): Promise<StretchedCluster> {
    const cleanup = new Cleanup();
    try {
      const folder = new SynthesizedFolder(temporaryFolder(cleanup));
      synthesizeQuickly(environment, folder.folder);
      const machines = clusterMachines(folder, environment.name, cluster);
      const others = clusterMachines(folder, environment.name, other);
      const flags = controllerFlags(machines);
      cleanup.add(() => restartControllers());
      await restartControllers(flags);
      const server = new ApiServer();
      cleanup.add(() => {
        server.close();
      });
      if (hasDefinitions()) await installDefinitions(server);
      const objects: KubernetesObject[] = [];
      cleanup.add(() => purge(server, objects));
      // The clouds' machines have the same names.
      const prefixed = `${other.cloud}-`;
      for (const node of [...nodesOf(machines, cluster), ...nodesOf(others, other, prefixed)]) {
        await registerNode(server, node);
        objects.push(node);
      }
      const stack = folder.stack(`${environment.name}-${cluster.id}-services`);
      const deployment = await deployStack(server, stack, hasDefinitions());
      objects.push(...deployment.objects);
      if (deployment.faults.length > 0) throw new Error(deployment.faults.join("\n"));
      return new StretchedCluster(server, flags, cleanup);
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  readonly workloads: Workloads;

  private constructor(
    private readonly server: ApiServer,
    /** With which its controller manager runs. */
    readonly flags: readonly string[],
    private readonly cleanup: Cleanup,
  ) {
    this.workloads = new Workloads(server);
  }

  async spreadFaults(): Promise<string[]> {
    const spread = await Spread.read(this.server);
    return spread.faults(await this.workloads.all(), await this.workloads.pods());
  }

  /** Cuts a cloud off, and heals it when the cluster is stopped. */
  async cut(cloud: string): Promise<void> {
    this.cleanup.add(() => this.heal(cloud));
    await region("cut", cloud);
  }

  /** Waits until services are whole again without a cloud that was just cut off. */
  async recovery(without: string, patienceSeconds: number): Promise<Recovery> {
    const start = performance.now();
    const seconds = () => (performance.now() - start) / 1000;
    let atMinimum: number | undefined;
    for (;;) {
      const serving = (await this.serving()).map((each) => ({ ...each, alive: podsOutside(without, each) }));
      const short = serving.filter(({ alive, minimum }) => alive < minimum);
      if (short.length === 0) atMinimum ??= seconds();
      if (serving.every(({ alive, replicas }) => alive >= replicas)) return { atMinimum, whole: seconds(), short: [] };
      if (seconds() > patienceSeconds) {
        const lines = short.map(
          ({ service, alive, minimum }) => `${service}: ${alive} of at least ${minimum} pods serve`,
        );
        return { atMinimum, whole: undefined, short: lines };
      }
      await sleep(1000);
    }
  }

  /** Heals a cloud. Returns once its nodes are ready and nothing is left of the pods that were replaced. */
  async heal(cloud: string): Promise<void> {
    await region("heal", cloud);
    await until(
      async () => (await this.nodes()).every(({ isReady }) => isReady),
      `nodes of ${cloud} do not become ready again`,
    );
    await until(
      async () => (await this.workloads.allPods()).every(({ metadata }) => metadata.deletionTimestamp === undefined),
      `pods that were replaced stay in ${cloud}`,
    );
  }

  async serving(): Promise<Serving[]> {
    const regions = new Map((await this.nodes()).map(({ name, cloud }) => [name, cloud]));
    const pods = await this.workloads.pods();
    const minima = await this.minima();
    return (await this.workloads.all()).map(({ metadata, spec }) => {
      const service = `${metadata.namespace}/${metadata.name}`;
      const own = pods.filter(
        (pod) =>
          pod.metadata.namespace === metadata.namespace &&
          isReadyPod(pod) &&
          Object.entries(spec.selector.matchLabels).every(([key, value]) => pod.metadata.labels[key] === value),
      );
      const counts = new Map<string, number>();
      for (const pod of own) {
        const where = regions.get(pod.spec.nodeName ?? "") ?? "nowhere";
        counts.set(where, (counts.get(where) ?? 0) + 1);
      }
      return { service, pods: counts, replicas: spec.replicas, minimum: minima.get(service) ?? spec.replicas };
    });
  }

  stop(): Promise<void> {
    return this.cleanup.run();
  }

  private async minima(): Promise<ReadonlyMap<string, number>> {
    const found = await this.server.succeed({ method: "GET", path: "/apis/policy/v1/poddisruptionbudgets" });
    return new Map(
      budgets
        .parse(found)
        .items.map(({ metadata, status }) => [`${metadata.namespace}/${metadata.name}`, status.desiredHealthy]),
    );
  }

  private async nodes() {
    const found = nodes.parse(await this.server.succeed({ method: "GET", path: "/api/v1/nodes" }));
    return found.items.map(({ metadata, status }) => ({
      name: metadata.name,
      cloud: metadata.labels[REGION_LABEL] ?? "nowhere",
      isReady: status.conditions.some((condition) => condition.type === "Ready" && condition.status === "True"),
    }));
  }
}

function podsOutside(cloud: string, { pods }: Serving): number {
  return [...pods].reduce((sum, [where, count]) => (where === cloud ? sum : sum + count), 0);
}

function isReadyPod({ status }: Pod): boolean {
  return status.conditions.some((condition) => condition.type === "Ready" && condition.status === "True");
}
