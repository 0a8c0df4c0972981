import type { Construct } from "constructs";
import { clusterName } from "../../environment/cloud-names";
import type { Environment } from "../../environment/environment";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import { CloudController } from "../../constructs/platform/cloud-controller";
import type { PlatformAddOnProps } from "../../constructs/platform/platform-add-on-props";
import { recordSource } from "../../constructs/provenance";

/**
 * The cloud's controller, where the cluster asks for one. Until it runs no node takes pods, so what has pods depends on what
 * is returned.
 */
export function addCloudController(
  scope: Construct,
  environment: Environment,
  cluster: ClusterSpecification,
  props: PlatformAddOnProps,
): readonly CloudController[] {
  if (cluster.cloudController === undefined) return [];
  const controller = new CloudController(scope, "cloud-controller", {
    ...props,
    clusterName: clusterName(environment.name, cluster.id),
  });
  const index = environment.specification.clusters.indexOf(cluster);
  recordSource(controller, ["clusters", index, "cloudController"]);
  return [controller];
}
