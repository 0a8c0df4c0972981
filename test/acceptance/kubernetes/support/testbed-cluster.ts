import type { Rke2ClusterSpecification } from "../../../../src/environment/schema/clusters";
import type { KubernetesObject } from "../../../../src/terraform/kubernetes";
import type { SynthesizedFolder } from "../../../app/support/synthesized";
import { PLATFORM_KEYS } from "../../../../src/constructs/services/labels";
import { record } from "../../support/report";
import { ApiServer } from "./api-server";
import { applyChanges } from "./apply-changes";
import { hasDefinitions, installDefinitions } from "./definitions";
import { deployStack } from "./deploy";
import { clusterNodes, registerNode } from "./nodes";
import { purge } from "./purge";
import { Spread } from "./spread";
import { openingsOf } from "./vendor-namespace";
import { Workloads } from "./workloads";

/** The stacks of a cluster that hold Kubernetes objects, in the order of their deployment. */
export const KUBERNETES_STACKS = ["platform", "monitoring", "services"] as const;

/** A cluster of an environment, played by the testbed: the real control plane, with nodes that only say that they run. */
export class TestbedCluster {
  /** @param folder where the environment was synthesized. */
  static async start(
    folder: SynthesizedFolder,
    environment: string,
    cluster: Rke2ClusterSpecification,
  ): Promise<TestbedCluster> {
    const server = new ApiServer();
    if (hasDefinitions()) await installDefinitions(server);
    const started = new TestbedCluster(server, folder, environment, `${environment}-${cluster.id}`);
    for (const node of clusterNodes(folder, environment, cluster)) {
      await registerNode(server, node);
      started.objects.push(node);
    }
    return started;
  }

  readonly workloads: Workloads;
  private readonly objects: KubernetesObject[] = [];

  private constructor(
    private readonly server: ApiServer,
    private readonly folder: SynthesizedFolder,
    private readonly environment: string,
    private readonly name: string,
  ) {
    this.workloads = new Workloads(server);
  }

  /** Gives the cluster all that its stacks hold. Returns what it refuses, warns of or does not keep. */
  async deploy(): Promise<string[]> {
    const faults: string[] = [];
    for (const suffix of KUBERNETES_STACKS) faults.push(...(await this.deployStack(`${this.name}-${suffix}`)));
    return faults;
  }

  /**
   * Does what the plan of a changed services stack and of larger pools says: updates the objects that differ, but for numbers
   * that Terraform leaves to autoscalers, and has the new machines join.
   *
   * @param folder where the changed environment was synthesized.
   * @returns what the API server refuses.
   */
  async growTo(folder: SynthesizedFolder, cluster: Rke2ClusterSpecification): Promise<string[]> {
    const known = new Set(await this.nodeNames());
    for (const node of clusterNodes(folder, this.environment, cluster)) {
      if (known.has(node.metadata.name)) continue;
      await registerNode(this.server, node);
      this.objects.push(node);
    }
    const name = `${this.name}-services`;
    return applyChanges(this.server, this.folder.stack(name), folder.stack(name));
  }

  nodeNames(): Promise<string[]> {
    return this.server.names("/api/v1/nodes");
  }

  /** The services whose pods are not apart as they ask. */
  async spreadFaults(): Promise<string[]> {
    const spread = await Spread.read(this.server);
    return spread.faults(await this.workloads.all(), await this.workloads.pods());
  }

  /** What would go around the platform in a vendor's namespace, and is not refused there; and what its pods are not given. */
  async openings(): Promise<string[]> {
    const names = await this.server.names(
      `/api/v1/namespaces?labelSelector=${encodeURIComponent(PLATFORM_KEYS.vendor)}`,
    );
    if (names.length === 0) throw new Error(`${this.name} has no namespace of a vendor`);
    const openings = await Promise.all(names.map((name) => openingsOf(this.server, name)));
    return openings.flat();
  }

  /** Takes away all that was put there. */
  async stop(): Promise<void> {
    const start = performance.now();
    await purge(this.server, this.objects);
    record({ stack: `${this.name} (emptied)`, destroySeconds: secondsSince(start), verdict: "pass" });
    this.server.close();
  }

  private async deployStack(name: string): Promise<readonly string[]> {
    const start = performance.now();
    const { objects, faults, skipped } = await deployStack(this.server, this.folder.stack(name), hasDefinitions());
    this.objects.push(...objects);
    record({
      stack: skipped === 0 ? name : `${name} (without ${skipped} custom resources: there are no definitions)`,
      resources: objects.length,
      applySeconds: secondsSince(start),
      verdict: faults.length === 0 ? "pass" : `${faults.length} faults`,
    });
    return faults;
  }
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}
