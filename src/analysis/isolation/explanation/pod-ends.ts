import type { Cluster } from "../kubernetes/clusters";
import type { Pods } from "../kubernetes/pod-classes";

/** Pods of one cluster that a person means by an end of a connection. */
export interface PodEnd {
  readonly cluster: Cluster;
  readonly pods: readonly Pods[];
}

/**
 * The pods of a name: `cluster/namespace/workload`, `cluster/namespace` for all of a namespace, either without the cluster for
 * those of every cluster. None when it names no pods.
 *
 * @throws Error when it names pods that have the network of their nodes
 */
export function podEnds(clusters: readonly Cluster[], text: string): PodEnd[] {
  return clusters.flatMap((cluster) => {
    const own = (name: string) => text === name || text === `${cluster.name}/${name}`;
    const onHost = cluster.onHost.find(({ namespace, name }) => own(`${namespace}/${name}`));
    if (onHost) {
      throw new Error(
        `${text} has the network of its nodes, where no NetworkPolicy counts (${onHost.origin.stack} ${onHost.origin.address}): ask for the machines on which it runs`,
      );
    }
    const pods = cluster.pods.filter(
      ({ names, namespace }) => names.some(own) || text === `${cluster.name}/${namespace}`,
    );
    return pods.length > 0 ? [{ cluster, pods }] : [];
  });
}
