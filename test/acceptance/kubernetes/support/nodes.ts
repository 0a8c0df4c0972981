import { z } from "zod";
import type {
  ControlPlaneSpecification,
  NodePoolSpecification,
  Rke2ClusterSpecification,
} from "../../../../src/environment/schema/clusters";
import type { KubernetesObject } from "../../../../src/terraform/kubernetes";
import type { SynthesizedFolder } from "../../../app/support/synthesized";
import { fileIn, type CloudInitDocument } from "../../../constructs/cloud-init/support/document";
import { evaluateMachines, type Machine } from "../../../verify/support/machines";
import { messageOf, type ApiServer } from "./api-server";

const configuration = z.object({
  "node-name": z.string(),
  "node-label": z.array(z.string()),
  "node-taint": z.array(z.string()),
  "kubelet-arg": z.array(z.string()),
});
type Configuration = z.output<typeof configuration>;

/** Where a machine's user data puts what its kubelet says of the node. */
const CONFIGURATION_FILE = "/etc/rancher/rke2/config.yaml.d/10-node.yaml";

const POOL_LABEL = "health-cloud/pool";
const TAINT = /^(?<key>[^=]+)=(?<value>[^:]*):(?<effect>\w+)$/;
const taint = z.object({ key: z.string(), value: z.string(), effect: z.string() });

/**
 * The nodes as which a cluster's machines would register: their labels, taints and limits are those in the user data that
 * Terraform gives the machines, their sizes those of their flavors in the YAML.
 */
export function clusterNodes(
  folder: SynthesizedFolder,
  environment: string,
  cluster: Rke2ClusterSpecification,
): KubernetesObject[] {
  return nodesOf(clusterMachines(folder, environment, cluster), cluster);
}

/** A cluster's machines with the user data that Terraform gives them. */
export function clusterMachines(
  folder: SynthesizedFolder,
  environment: string,
  cluster: Rke2ClusterSpecification,
): readonly Machine[] {
  const { machines, errors } = evaluateMachines(folder, `${environment}-${cluster.id}-cluster`);
  if (errors.length > 0) throw new Error(errors.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n"));
  return machines;
}

/** @param prefix before the names of the machines. @default none */
export function nodesOf(
  machines: readonly Machine[],
  cluster: Rke2ClusterSpecification,
  prefix = "",
): KubernetesObject[] {
  return machines.map(({ document }) => node(document, cluster, prefix));
}

/**
 * Registers a node as its kubelet does, which may give it only a few of Kubernetes' own labels.
 * @throws Error with what the API server says when it refuses the node.
 */
export async function registerNode(server: ApiServer, object: KubernetesObject): Promise<void> {
  const kubelet = { user: `system:node:${object.metadata.name}`, group: "system:nodes" };
  const answer = await server.create(object, { as: kubelet });
  if (answer.status >= 300) throw new Error(`node ${object.metadata.name}: ${messageOf(answer)}`);
}

function node(document: CloudInitDocument, cluster: Rke2ClusterSpecification, prefix: string): KubernetesObject {
  const settings = configuration.parse(JSON.parse(fileIn(document, CONFIGURATION_FILE)));
  const name = `${prefix}${settings["node-name"]}`;
  const labels = Object.fromEntries(settings["node-label"].map(labelOf));
  const { capacity, allocatable } = resources(settings, machinesOf(cluster, labels[POOL_LABEL]));
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: { ...labels, "kubernetes.io/hostname": name, "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64" },
    },
    spec: { taints: settings["node-taint"].map((text) => taint.parse(TAINT.exec(text)?.groups)) },
    status: { capacity, allocatable },
  };
}

/** A node of no pool is one of the control plane's. */
function machinesOf(
  cluster: Rke2ClusterSpecification,
  pool: string | undefined,
): ControlPlaneSpecification | NodePoolSpecification {
  const found = pool === undefined ? cluster.controlPlane : cluster.pools.find(({ id }) => id === pool);
  if (found) return found;
  throw new Error(`cluster ${cluster.id} has no pool ${String(pool)}`);
}

function labelOf(text: string): [string, string] {
  const separator = text.indexOf("=");
  return [text.slice(0, separator), text.slice(separator + 1)];
}

/** What the machine has, and what its kubelet leaves to pods (Kubernetes: "Reserve Compute Resources"). */
function resources(settings: Configuration, { cpu, memoryGiB }: { cpu: number; memoryGiB: number }) {
  const pods = kubeletArgument(settings, /^max-pods=(\d+)$/);
  const reservedMillicores = kubeletArgument(settings, /^system-reserved=cpu=(\d+)m,/);
  const reservedMebibytes = kubeletArgument(settings, /^system-reserved=.*memory=(\d+)Mi$/);
  const evictionMebibytes = kubeletArgument(settings, /^eviction-hard=memory\.available<(\d+)Mi,/);
  return {
    capacity: { cpu: String(cpu), memory: `${memoryGiB}Gi`, pods: String(pods) },
    allocatable: {
      cpu: `${cpu * 1000 - reservedMillicores}m`,
      memory: `${memoryGiB * 1024 - reservedMebibytes - evictionMebibytes}Mi`,
      pods: String(pods),
    },
  };
}

function kubeletArgument(settings: Configuration, pattern: RegExp): number {
  const values = settings["kubelet-arg"].flatMap((argument) => pattern.exec(argument)?.[1] ?? []);
  const [value] = values;
  if (value !== undefined) return Number(value);
  throw new Error(`node ${settings["node-name"]}: its kubelet is given no argument like ${pattern.source}`);
}
