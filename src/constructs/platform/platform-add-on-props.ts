import type { ITerraformDependable } from "cdktf";

/** What every add-on of the platform takes. */
export interface PlatformAddOnProps {
  /** Availability zones in which the cluster has workers: replicas are spread over them. */
  readonly availabilityZones: number;

  /**
   * Host of the registry that holds charts under `charts`, as the machine that deploys reaches it.
   * @default - each chart's own repository
   */
  readonly chartRegistry?: string;

  /**
   * Host of the registry from which nodes take images.
   * @default - each image's own registry
   */
  readonly imageRegistry?: string;

  /** @default - nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** The part of the props that the add-on contract itself takes. */
export function releaseProps({
  chartRegistry,
  imageRegistry,
  dependsOn,
}: Pick<PlatformAddOnProps, "chartRegistry" | "imageRegistry" | "dependsOn">) {
  return {
    ...(chartRegistry !== undefined && { registry: chartRegistry }),
    ...(imageRegistry !== undefined && { imageRegistry }),
    ...(dependsOn && { dependsOn }),
  };
}
