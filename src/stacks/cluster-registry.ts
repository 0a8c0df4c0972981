import type { Environment } from "../environment/environment";
import type { ClusterSpecification } from "../environment/schema/clusters";
import { authority, endpointsOfKind, routeTo } from "./machine-needs";

/** Where a cluster's charts and images come from. */
export interface ClusterRegistry {
  readonly chartRegistry?: string;
  readonly imageRegistry?: string;
}

/**
 * The environment's own registry, as seen from the two places that use it: charts are fetched by the machine that deploys,
 * in management, images by the cluster's nodes. Empty without one: then everything comes from its own project.
 */
export function clusterRegistry(environment: Environment, { cloud, zone }: ClusterSpecification): ClusterRegistry {
  const [forCharts] = endpointsOfKind(environment, cloud, "management", "registry");
  const [forImages] = endpointsOfKind(environment, cloud, zone, "registry");
  const route = forCharts && routeTo(environment, cloud, "management", forCharts);
  return {
    ...(route && { chartRegistry: authority(route) }),
    // Nodes take every registry's images through their mirrors, so its port is not part of an image's name.
    ...(forImages?.host !== undefined && { imageRegistry: forImages.host }),
  };
}
