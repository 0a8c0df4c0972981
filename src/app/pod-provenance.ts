import type { TerraformStack } from "cdktf";
import { sourceOf, type SourcePath } from "../constructs/provenance";
import { Namespace } from "../constructs/kubernetes/namespace";
import { PlatformNamespace } from "../constructs/platform/platform-namespace";
import { ASK_NAME_SERVERS, podPermissions, servicesIn, Vendor, type PolicyPeer } from "../constructs/services";
import { CLUSTER_GATEWAY } from "../constructs/services/cluster-gateway";
import type { Environment } from "../environment/environment";
import { PLATFORM_NAMESPACES } from "../environment/platform-namespaces";
import type { ClusterSpecification } from "../environment/schema/clusters";

/** A cluster, and what its pods may do. */
export interface ProvenanceCluster {
  readonly cluster: string;
  /** Those that put objects into it, and those of its machines. */
  readonly stacks: readonly string[];
  readonly flows: readonly ProvenancePodFlow[];
}

/** Permitted connections of pods, as declared: any of the one side with any of the other. */
export interface ProvenancePodFlow {
  /**
   * `vendor/service`; `namespace` for every pod of one; `others` for pods of namespaces that the stacks do not make, such as
   * Kubernetes' own; `outside` for nodes and for what is outside of the cluster.
   */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Of an `outside`; any address without them. */
  readonly blocks?: readonly string[];
  readonly port: string;
  readonly why: string;
  readonly source: string;
}

type Flow = Omit<ProvenancePodFlow, "source"> & { readonly source: SourcePath };

const OUTSIDE = "outside";
const OTHERS = "others";
const ANY_PORT = "any";

/** What the pods of an environment's clusters may do, from the declared flows and from what its platform receives. */
export function clusterProvenance(
  environment: Environment,
  stacks: readonly TerraformStack[],
  place: (path: SourcePath) => string,
): ProvenanceCluster[] {
  return environment.specification.clusters.map((cluster, index) => {
    const source = ["clusters", index];
    const own = stacks.filter((stack) => sourceOf(stack)?.join("/") === source.join("/"));
    const flows = [...serviceFlows(environment, cluster), ...platformFlows(own, source)];
    return {
      cluster: cluster.id,
      stacks: own.map((stack) => stack.node.id),
      flows: flows.map((flow) => ({ ...flow, source: place(flow.source) })),
    };
  });
}

/** A flow between two services is what the receiving one permits; what its sender permits is the same. */
function serviceFlows(environment: Environment, cluster: ClusterSpecification): Flow[] {
  const names = new Map(servicesIn(environment, cluster).map(({ service: { id, vendor } }) => [id, `${vendor}/${id}`]));
  return podPermissions(environment, cluster, CLUSTER_GATEWAY.namespace).flatMap(
    ({ service, direction, rules, why, source }) => {
      const own = [names.get(service) ?? service];
      return rules.flatMap(({ peer, ports }) =>
        ports.flatMap((port): Flow[] => {
          const flow = { port: port.toString(), why, source };
          if (direction === "ingress") return [{ from: [peerName(peer)], to: own, ...flow }];
          if (peer.kind !== "blocks") return [];
          return [{ from: own, to: [OUTSIDE], blocks: peer.blocks.map((cidr) => cidr.toString()), ...flow }];
        }),
      );
    },
  );
}

function peerName(peer: PolicyPeer): string {
  switch (peer.kind) {
    case "namespace":
      return peer.namespace;
    case "pods":
      return [peer.namespace, ...Object.values(peer.labels)].join("/");
    case "blocks":
    case "anywhere":
      return OUTSIDE;
  }
}

/**
 * Decision 40: the platform's namespaces let in their own pods, those of monitoring and whom they receive; what nobody polices
 * yet is open to all but vendors, whose own side keeps them off. What the platform sends is bound by security groups alone.
 */
function platformFlows(stacks: readonly TerraformStack[], source: SourcePath): Flow[] {
  const nodes = stacks.flatMap((stack) => stack.node.findAll());
  const vendors = nodes.filter((node) => node instanceof Vendor).map(({ namespace }) => namespace.namespaceName);
  const platform = nodes
    .filter((node) => node instanceof Namespace)
    .filter(({ namespaceName }) => !vendors.includes(namespaceName));
  const all = platform.map(({ namespaceName }) => namespaceName);
  const policed = platform.filter((node) => node instanceof PlatformNamespace);
  const open = platform
    .filter((node) => !(node instanceof PlatformNamespace))
    .map(({ namespaceName }) => namespaceName);
  const anywhere = [...all, OTHERS, OUTSIDE];
  return [
    { from: all, to: [OUTSIDE, OTHERS], port: ANY_PORT, why: "infrastructure platform", source },
    { from: anywhere, to: open, port: ANY_PORT, why: "infrastructure platform", source },
    ...policed.flatMap((namespace): Flow[] => {
      const to = [namespace.namespaceName];
      const within = [namespace.namespaceName, PLATFORM_NAMESPACES.monitoring];
      return [
        { from: within, to, port: ANY_PORT, why: "infrastructure platform", source },
        ...namespace.receives.flatMap(({ id, from, ports }) =>
          ports.map((port): Flow => ({
            from: typeof from === "string" ? anywhere : [from.namespace],
            to,
            port: port.toString(),
            why: `infrastructure ${id}`,
            source,
          })),
        ),
      ];
    }),
    ...ASK_NAME_SERVERS.ports.map((port): Flow => ({
      from: vendors,
      to: [ASK_NAME_SERVERS.peer.namespace],
      port: port.toString(),
      why: "infrastructure names",
      source,
    })),
  ];
}
