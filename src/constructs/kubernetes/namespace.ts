import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct, type IConstruct } from "constructs";

/** Levels of the Pod Security Standards, from the strictest. */
export const POD_SECURITY_LEVELS = ["restricted", "baseline", "privileged"] as const;
export type PodSecurityLevel = (typeof POD_SECURITY_LEVELS)[number];

/** A namespace of a cluster. */
export interface INamespace extends IConstruct {
  /** Its name as written: for selectors and messages. */
  readonly namespaceName: string;
  /** Its name as a Terraform reference: what is put into it by this name waits until it stands. */
  readonly namespaceReference: string;
}

export interface NamespaceProps {
  /** A DNS label: at most 63 lower-case letters, digits and hyphens. Changing it replaces all that is inside. */
  readonly name: string;

  /**
   * What pods may ask for; a pod that asks for more is refused, and RKE2's CIS profile has no weaker default.
   * @default "restricted"
   */
  readonly podSecurity?: PodSecurityLevel;

  /**
   * Further labels.
   * @default - none but those of Pod Security
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * What must stand before it, such as the answer of the API server.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** A namespace whose pods are held to a Pod Security level. */
export class Namespace extends Construct implements INamespace {
  /** A namespace that stands already, such as `kube-system`, or that another stack makes. */
  static fromNamespaceName(scope: Construct, id: string, namespaceName: string): INamespace {
    return new ImportedNamespace(scope, id, namespaceName);
  }

  readonly namespaceName: string;
  readonly namespaceReference: string;

  constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    checkNamespaceName(props.name);
    this.namespaceName = props.name;
    const namespace = new NamespaceV1(this, "Default", {
      metadata: {
        name: props.name,
        labels: { ...props.labels, ...podSecurityLabels(props.podSecurity ?? "restricted") },
      },
      ...(props.dependsOn && { dependsOn: [...props.dependsOn] }),
    });
    this.namespaceReference = namespace.metadata.name;
  }
}

class ImportedNamespace extends Construct implements INamespace {
  readonly namespaceReference: string;

  constructor(
    scope: Construct,
    id: string,
    readonly namespaceName: string,
  ) {
    super(scope, id);
    checkNamespaceName(namespaceName);
    this.namespaceReference = namespaceName;
  }
}

function podSecurityLabels(level: PodSecurityLevel): Record<string, string> {
  return Object.fromEntries(["enforce", "audit", "warn"].map((mode) => [`pod-security.kubernetes.io/${mode}`, level]));
}

function checkNamespaceName(name: string): void {
  if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) return;
  throw new Error(
    `namespace ${JSON.stringify(name)}: expected 1 to 63 lower-case letters, digits and hyphens that start and end with a letter or digit`,
  );
}
