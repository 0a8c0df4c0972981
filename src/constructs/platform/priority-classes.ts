import { PriorityClassV1 } from "@cdktf/provider-kubernetes/lib/priority-class-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/** Pods without which no service can be reached or healed. */
export const PLATFORM_PRIORITY = "health-cloud-platform";
/** Pods of vendors: what a pod gets that names no class. */
export const SERVICE_PRIORITY = "health-cloud-service";

export interface PriorityClassesProps {
  /** @default - nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** Who gives way when nodes are short: services before the platform, and both before what Kubernetes itself needs. */
export class PriorityClasses extends Construct {
  readonly classes: readonly PriorityClassV1[];

  constructor(scope: Construct, id: string, props: PriorityClassesProps = {}) {
    super(scope, id);
    const order = props.dependsOn && { dependsOn: [...props.dependsOn] };
    this.classes = [
      new PriorityClassV1(this, PLATFORM_PRIORITY, {
        metadata: { name: PLATFORM_PRIORITY },
        value: 1_000_000,
        description: "Add-ons of the platform: gateway, certificates, metrics, monitoring.",
        ...order,
      }),
      new PriorityClassV1(this, SERVICE_PRIORITY, {
        metadata: { name: SERVICE_PRIORITY },
        value: 1_000,
        globalDefault: true,
        description: "Services of vendors.",
        ...order,
      }),
    ];
  }
}
