import { standingGenerations } from "../generations";
import type { Rke2ClusterSpecification } from "../schema/clusters";
import { fault, indexed, type Rule } from "./rule";

/** A cluster's pod range holds a block for every node, those of retiring generations as well. */
export const podRanges: Rule = (context) =>
  indexed(context.specification.clusters).flatMap(({ value: cluster, index }) => {
    if (cluster.kind !== "rke2") return [];
    const { podCidr, nodePodPrefixLength } = cluster;
    const blocks = Math.floor(2 ** (nodePodPrefixLength - podCidr.prefixLength));
    const nodes = nodesOf(cluster);
    if (nodes <= blocks) return [];
    return [
      fault(
        context,
        ["clusters", index, "podCidr"],
        `got ${podCidr.toString()}, which holds ${blocks} nodes with a /${nodePodPrefixLength} each, expected room for ${nodes} nodes: set a larger block or a greater nodePodPrefixLength`,
      ),
    ];
  });

function nodesOf({ controlPlane, pools }: Rke2ClusterSpecification): number {
  return [controlPlane, ...pools].reduce((sum, group) => sum + group.nodes * standingGenerations(group).length, 0);
}
