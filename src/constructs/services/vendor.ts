import { DefaultServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/default-service-account-v1";
import { LimitRangeV1 } from "@cdktf/provider-kubernetes/lib/limit-range-v1";
import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { RoleBindingV1 } from "@cdktf/provider-kubernetes/lib/role-binding-v1";
import { ResourceQuotaV1 } from "@cdktf/provider-kubernetes/lib/resource-quota-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { isPlatformNamespace } from "../../environment/platform-namespaces";
import type { ClusterZone } from "../../environment/schema/names";
import type { VendorSpecification } from "../../environment/schema/services";
import { Namespace, type INamespace } from "../kubernetes/namespace";
import { groupSubject, roleReference, VENDOR_ROLE } from "../roles";
import { MANAGED_BY_TERRAFORM, ownerLabel, PLATFORM_KEYS } from "./labels";
import { ASK_NAME_SERVERS } from "./name-servers";
import { PodNetworkPolicy } from "./pod-network-policy";

/** A tenant's part of one cluster. */
export interface IVendor extends IConstruct {
  readonly vendorName: string;
  readonly namespace: INamespace;
  /** What must stand before a pod starts here: without it the pod would talk to everybody for a moment. */
  readonly isolation: readonly ITerraformDependable[];
}

export interface VendorProps {
  /** Name of its namespace, so a DNS label. A cluster is one zone: a vendor has one namespace in each. */
  readonly name: string;
  /** E-mail address of who is called when its services fail. */
  readonly owner: string;
  readonly zone: ClusterZone;
  /** Group of the identity provider whose members rule the namespace. */
  readonly group: VendorSpecification["group"];
  /** Sum of its pods' requests, and their number, in this cluster. */
  readonly quota: VendorSpecification["quota"];
}

/** What a container gets that names no requests or limits, such as one that a vendor starts to look into a fault. */
const CONTAINER_DEFAULTS = {
  default: { cpu: "500m", memory: "512Mi" },
  defaultRequest: { cpu: "100m", memory: "128Mi" },
};

/**
 * A vendor's namespace: Pod Security `restricted`, a quota, defaults for containers, no token for pods that do not ask for
 * one, and every connection denied but names. What its services may reach is added by their flows. The vendor's people rule the
 * application in it and not its bounds.
 *
 * Services of type LoadBalancer and NodePort are refused by the quota: no controller opens a way in behind Terraform.
 */
export class Vendor extends Construct implements IVendor {
  readonly vendorName: string;
  readonly namespace: INamespace;
  readonly isolation: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: VendorProps) {
    super(scope, id);
    if (isPlatformNamespace(props.name)) {
      throw new Error(`vendor ${props.name}: the platform keeps this namespace for itself; give the vendor another id`);
    }
    this.vendorName = props.name;
    this.namespace = new Namespace(this, "namespace", {
      name: props.name,
      labels: {
        ...MANAGED_BY_TERRAFORM,
        [PLATFORM_KEYS.owner]: ownerLabel(props.owner),
        [PLATFORM_KEYS.vendor]: props.name,
        [PLATFORM_KEYS.zone]: props.zone,
      },
    });
    const namespace = this.namespace.namespaceReference;
    new ResourceQuotaV1(this, "quota", {
      metadata: { name: "quota", namespace },
      spec: {
        hard: {
          "requests.cpu": props.quota.cpu.toString(),
          "requests.memory": props.quota.memory.toString(),
          pods: String(props.quota.pods),
          "services.loadbalancers": "0",
          "services.nodeports": "0",
        },
      },
    });
    new LimitRangeV1(this, "limits", {
      metadata: { name: "limits", namespace },
      spec: { limit: [{ type: "Container", ...CONTAINER_DEFAULTS }] },
    });
    new DefaultServiceAccountV1(this, "default-service-account", {
      metadata: { namespace },
      automountServiceAccountToken: false,
    });
    new RoleBindingV1(this, "people", {
      metadata: { name: VENDOR_ROLE.name, namespace, labels: { ...MANAGED_BY_TERRAFORM } },
      roleRef: roleReference(VENDOR_ROLE.name),
      subject: [groupSubject(props.group)],
    });
    this.isolation = [
      new NetworkPolicyV1(this, "default-deny", {
        metadata: { name: "default-deny", namespace },
        spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
      }),
    ];
    new PodNetworkPolicy(this, "allow-names", {
      name: "allow-names",
      namespace: this.namespace,
      direction: "egress",
      rules: [ASK_NAME_SERVERS],
      why: "infrastructure names",
    });
  }
}
