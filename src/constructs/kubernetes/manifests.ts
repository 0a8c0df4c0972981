import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AddOn } from "./add-on";
import { manifestsChart } from "./chart";
import type { ChartValues } from "./chart-values";
import type { INamespace } from "./namespace";

/** A Kubernetes object as the API takes it. */
export interface Manifest extends ChartValues {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
}

export interface ManifestMetadata extends ChartValues {
  readonly name: string;
}

export interface ManifestsProps {
  /** Namespace of the Helm release, and of the objects that name none. */
  readonly namespace: INamespace;
  /** The objects. Helm applies them by kind, and those of one kind by name. */
  readonly manifests: readonly Manifest[];

  /**
   * Name of the Helm release, unique in its namespace and kept for good: a release of another name replaces this one.
   * @default - the construct's id
   */
  readonly releaseName?: string;

  /**
   * Names of the add-ons of this stack that bring the objects' definitions.
   * @default - none: another stack brought them
   */
  readonly needs?: readonly string[];

  /**
   * What must stand before the objects, apart from needs and namespace.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Custom resources and admission policies, as one Helm release. They are not `kubernetes_manifest`
 * resources, since those need a live API server already at plan.
 */
export class Manifests extends AddOn {
  constructor(scope: Construct, id: string, props: ManifestsProps) {
    const { namespace, manifests, releaseName = id, needs, dependsOn } = props;
    super(scope, id, {
      chart: manifestsChart,
      name: releaseName,
      namespace,
      values: { manifests },
      ...(needs && { needs }),
      ...(dependsOn && { dependsOn }),
    });
  }
}
