import type { ClusterSpecification } from "../schema/clusters";
import type { Fault } from "../yaml";
import { cloudApiFaults } from "./cloud-apis";
import { fault, indexed, type Path, type Rule, type RuleContext } from "./rule";

const USER = {
  user: "the controller",
  given: "a cloud controller",
  apis: "Keystone, Nova and Neutron",
};

/**
 * A cluster's cloud controller is its cloud's, reaches the cloud, and is chosen before the cluster's first machine: RKE2 refuses
 * servers that do not all disable its own (RKE2, server configuration reference, "critical configuration values").
 */
export const cloudControllers: Rule = (context) =>
  indexed(context.specification.clusters).flatMap(({ value: cluster, index }) => {
    const path = ["clusters", index, "cloudController"];
    return [...changeFaults(context, cluster, path), ...placeFaults(context, cluster, path)];
  });

function placeFaults(context: RuleContext, cluster: ClusterSpecification, path: Path): Fault[] {
  const provider = context.specification.clouds[cluster.cloud]?.provider;
  if (cluster.cloudController === undefined || provider === undefined) return [];
  if (provider !== cluster.cloudController) {
    return [
      fault(
        context,
        path,
        `got ${cluster.cloudController} in ${cluster.cloud}, whose provider is ${provider}, expected none: take the line away`,
      ),
    ];
  }
  return cloudApiFaults(context, cluster, USER, path);
}

function changeFaults(context: RuleContext, { id, cloudController }: ClusterSpecification, path: Path): Fault[] {
  const { record } = context;
  if (record?.versions[id] === undefined) return [];
  const released = record.cloudControllers[id];
  if (released === cloudController) return [];
  const was = released ?? "none";
  const remedy = released === undefined ? "take the line away" : `write cloudController: ${released}`;
  return [
    fault(
      context,
      path,
      `got ${cloudController ?? "none"}, expected ${was}, which the last release of ${id} has: its machines were built for it and do not change under a running cluster; ${remedy}, or build a cluster of another id`,
    ),
  ];
}
