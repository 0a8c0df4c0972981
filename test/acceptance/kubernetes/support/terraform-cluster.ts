import { join } from "node:path";
import type { Environment } from "../../../../src/environment/environment";
import type { Rke2ClusterSpecification } from "../../../../src/environment/schema/clusters";
import { Cleanup } from "../../../../src/simulation/engine/cleanup";
import { temporaryFolder } from "../../../../src/simulation/engine/temporary-folder";
import { startProviders } from "../../../../src/simulation/providers";
import type { KubernetesObject } from "../../../../src/terraform/kubernetes";
import { SynthesizedFolder } from "../../../app/support/synthesized";
import { Deployment } from "../../support/deployment";
import type { ReportRow } from "../../support/report";
import { timed } from "../../support/timed";
import { stackOf } from "../../support/stacks";
import { ApiServer, apiServerAccess } from "./api-server";
import { ClusterTerraform } from "./cluster-terraform";
import { hasDefinitions, installDefinitions } from "./definitions";
import { clusterNodes, registerNode } from "./nodes";
import { purge } from "./purge";
import { makerOf, standingObjects } from "./standing-objects";
import { leadToTestbed } from "./testbed-access";
import { KUBERNETES_STACKS } from "./testbed-cluster";

/** Makes the credentials for a cluster's other stacks. */
const PKI = "pki";
/** Makes the authorities of the environment, which every cluster trusts and watches. */
const ENVIRONMENT_AUTHORITIES = "vpn";

/** What is known of a stack for the report. */
type StackFacts = Pick<ReportRow, "resources" | "applySeconds" | "planSeconds" | "destroySeconds">;

/** A cluster of an environment whose stacks Terraform deploys to the testbed's API server. */
export class TerraformCluster {
  private readonly facts = new Map<string, StackFacts>();

  private constructor(
    private readonly environment: string,
    private readonly cluster: string,
    private readonly server: ApiServer,
    private readonly terraform: ClusterTerraform,
    private readonly deployment: Deployment,
    private readonly cleanup: Cleanup,
  ) {}

  /** @param environment with its state in local files. */
  static async start(environment: Environment, cluster: Rke2ClusterSpecification): Promise<TerraformCluster> {
    const cleanup = new Cleanup();
    try {
      const folder = temporaryFolder(cleanup);
      const simulated = await startProviders();
      cleanup.add(() => simulated.stop());
      const terraform = new ClusterTerraform(simulated.reattach, folder);
      const deployment = new Deployment(terraform, folder);
      deployment.synthesize(environment);
      const nodes = clusterNodes(new SynthesizedFolder(join(folder, "cdktf.out")), environment.name, cluster);
      // Only now: a connection would be given up by the other side while this process synthesizes.
      const server = new ApiServer();
      cleanup.add(() => {
        server.close();
      });
      if (hasDefinitions()) await installDefinitions(server);
      await registerNodes(server, nodes, cleanup);
      return new TerraformCluster(environment.name, cluster.id, server, terraform, deployment, cleanup);
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  /** Deploys every stack, each after those that it needs. */
  async deploy(): Promise<void> {
    const access = apiServerAccess();
    const onCluster = new Set(KUBERNETES_STACKS.map((part) => this.stack(part).name));
    for (const stack of this.stacks()) {
      if (onCluster.has(stack.name)) leadToTestbed(stack, this.stack(PKI), access);
      const { changed } = await this.deployment.plan(stack.name, "apis");
      if (!changed) throw new Error(`stack ${stack.name} has nothing to make`);
      const [, applySeconds] = await timed(() => this.deployment.applyPlan(stack.name));
      const resources = await this.deployment.resourceCount(stack.name);
      this.facts.set(stack.name, { resources, applySeconds });
    }
  }

  /** Plans every stack again on what its providers say. Returns what is still to do, a line each. */
  async unsettled(): Promise<string[]> {
    const found: string[] = [];
    for (const { name } of this.stacks()) {
      const [{ changed, actions }, planSeconds] = await timed(() => this.deployment.plan(name, "apis"));
      this.facts.set(name, { ...this.facts.get(name), planSeconds });
      if (changed) found.push(...(actions.length > 0 ? actions : ["outputs change"]).map((each) => `${name}: ${each}`));
    }
    return found;
  }

  /** Objects of real providers that the API server lacks, and objects of simulated ones that it has: a line each. */
  async misplaced(): Promise<string[]> {
    const faults: string[] = [];
    for (const part of KUBERNETES_STACKS) {
      const stack = this.stack(part);
      const real = this.terraform.providersOf(stack);
      const { standing, missing } = await standingObjects(this.server, stack.configuration);
      faults.push(
        ...missing
          .filter((each) => real.has(makerOf(each)))
          .map(({ address }) => `${stack.name}: ${address} is missing`),
        ...standing.filter((each) => !real.has(makerOf(each))).map(({ address }) => `${stack.name}: ${address} stands`),
      );
    }
    return faults;
  }

  /** Destroys every stack that was deployed, the last first. */
  async destroy(): Promise<void> {
    for (const name of [...this.facts.keys()].reverse()) {
      const [, destroySeconds] = await timed(() => this.deployment.destroy(name));
      this.facts.set(name, { ...this.facts.get(name), destroySeconds });
    }
  }

  /** What is left in the states and at the API server, a line each. */
  async leftovers(): Promise<string[]> {
    const left: string[] = [];
    for (const name of this.facts.keys()) {
      const count = await this.deployment.resourceCount(name);
      if (count > 0) left.push(`${name}: its state holds ${count} resources`);
    }
    for (const part of KUBERNETES_STACKS) {
      const { name, configuration } = this.stack(part);
      const { standing } = await standingObjects(this.server, configuration);
      left.push(...standing.map(({ address }) => `${name}: ${address}`));
    }
    return left;
  }

  rows(verdict: string): ReportRow[] {
    return [...this.facts].map(([name, facts]) => {
      const stack = stackOf(this.deployment.app, name);
      return {
        stack: `${name} (by Terraform)`,
        ...facts,
        providers: this.terraform.providersOf(stack).kindsOf(stack),
        verdict,
      };
    });
  }

  /** Takes the nodes away, ends the simulated providers and removes every file. */
  stop(): Promise<void> {
    return this.cleanup.run();
  }

  /** What a person deploys of a cluster once its machines run, and before it what they read. */
  private stacks() {
    return [
      stackOf(this.deployment.app, `${this.environment}-${ENVIRONMENT_AUTHORITIES}`),
      ...[PKI, ...KUBERNETES_STACKS].map((part) => this.stack(part)),
    ];
  }

  private stack(part: string) {
    return stackOf(this.deployment.app, `${this.environment}-${this.cluster}-${part}`);
  }
}

async function registerNodes(server: ApiServer, nodes: readonly KubernetesObject[], cleanup: Cleanup): Promise<void> {
  cleanup.add(() => purge(server, nodes));
  for (const node of nodes) await registerNode(server, node);
}
