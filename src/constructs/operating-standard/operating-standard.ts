import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { INamespace } from "../kubernetes/namespace";
import { Manifests } from "../kubernetes/manifests";
import { admissionPolicy } from "./admission-policies";
import { operatingRules, type OperatingStandardScope } from "./operating-rules";

export interface OperatingStandardProps extends OperatingStandardScope {
  /** Namespace of the Helm release; the policies themselves stand in none. */
  readonly namespace: INamespace;

  /** @default - nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * The operating standard: what the API server asks of every vendor's objects, the same of each. A rule is an admission policy
 * of its own; its refusal names what breaks the rule and what to do.
 *
 * Policies choose namespaces by the label of vendors. The platform's own namespaces have none: what runs there are charts of
 * others, in versions that were reviewed, under a Pod Security level, and nobody else may write there.
 */
export class OperatingStandard extends Manifests {
  constructor(scope: Construct, id: string, props: OperatingStandardProps) {
    const { namespace, dependsOn } = props;
    super(scope, id, {
      namespace,
      manifests: operatingRules(props).flatMap(admissionPolicy),
      ...(dependsOn && { dependsOn }),
    });
  }
}
