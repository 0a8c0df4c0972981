import type { Construct } from "constructs";
import { PlatformNamespace } from "../../constructs/platform/platform-namespace";
import type { PlatformAddOnProps } from "../../constructs/platform/platform-add-on-props";
import { UPGRADE_CONTROLLER, UpgradeController, UpgradePlans } from "../../constructs/upgrades";
import { PLATFORM_NAMESPACES } from "../../environment/platform-namespaces";
import type { ClusterSpecification } from "../../environment/schema/clusters";

/** What takes a cluster's nodes to its version, node by node. Those of the cloud's own Kubernetes are the cloud's to upgrade. */
export function addUpgrades(scope: Construct, cluster: ClusterSpecification, props: PlatformAddOnProps): void {
  if (cluster.kind !== "rke2") return;
  const { version, pools } = cluster;
  const { availabilityZones, imageRegistry, dependsOn = [] } = props;
  const namespace = new PlatformNamespace(scope, "upgrades", {
    name: PLATFORM_NAMESPACES.upgrades,
    podSecurity: "privileged",
    receives: [],
    dependsOn,
  });
  const images = imageRegistry === undefined ? {} : { imageRegistry };
  new UpgradeController(scope, UPGRADE_CONTROLLER, { namespace, availabilityZones, version, ...images });
  new UpgradePlans(scope, "upgrade-plans", { namespace, version, pools, ...images });
}
