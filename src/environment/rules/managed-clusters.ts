import { fault, indexed, type Rule } from "./rule";

/** Managed clusters exist where the cloud offers them. */
export const managedClusters: Rule = (context) =>
  indexed(context.specification.clusters).flatMap(({ value: cluster, index }) => {
    const cloud = context.specification.clouds[cluster.cloud];
    if (cluster.kind !== "ccse" || !cloud || cloud.provider === "ctyun") return [];
    return [
      fault(
        context,
        ["clusters", index, "kind"],
        `got ccse in ${cluster.cloud} (${cloud.provider}), expected rke2: only ctyun offers this managed Kubernetes`,
      ),
    ];
  });
