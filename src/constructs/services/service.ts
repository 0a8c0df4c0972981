import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { HorizontalPodAutoscalerV2 } from "@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2";
import { PodDisruptionBudgetV1 } from "@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1";
import { ServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import { ServiceV1 } from "@cdktf/provider-kubernetes/lib/service-v1";
import { Construct, type IConstruct } from "constructs";
import { UPDATE_SURGE, type ReplicaRange } from "../../environment/replicas";
import type { ScalingTriggerSpecification } from "../../environment/schema/scaling";
import type { ServiceSpecification } from "../../environment/schema/services";
import { Manifests } from "../kubernetes/manifests";
import { MANAGED_BY_TERRAFORM, ownerLabel, PLATFORM_KEYS, podSelector } from "./labels";
import { PodNetworkPolicy, type PolicyRule } from "./pod-network-policy";
import { podSpecification } from "./pod-specification";
import { scaledObject } from "./scaled-object";
import type { SourcePath } from "../provenance";
import type { IVendor } from "./vendor";

/** An application of a vendor in one cluster. */
export interface IService extends IConstruct {
  readonly serviceName: string;
  readonly vendor: IVendor;
}

/** A host name that pods of a service find at an address, whatever DNS says. */
export interface HostAlias {
  readonly host: string;
  /** An IPv4 address, or a Terraform reference to one. */
  readonly address: string;
}

export interface ServiceProps {
  readonly vendor: IVendor;
  /** Name of the Deployment, the Service and so on: a DNS label that is kept for good. */
  readonly name: string;
  /** E-mail address of who is called when it fails. */
  readonly owner: string;
  /** The most sensitive data it handles (GB/T 39725-2020). */
  readonly dataClass: ServiceSpecification["dataClass"];
  /** By digest: what was tested is what runs. */
  readonly image: ServiceSpecification["image"];
  /** TCP ports of the container; the Service has the same numbers and names. */
  readonly ports: ServiceSpecification["ports"];
  /** In this cluster. An autoscaler owns their number where the maximum exceeds the minimum. */
  readonly replicas: ReplicaRange;
  /** Kubernetes quantities, such as `500m` of a core and `512Mi`. */
  readonly requests: ServiceSpecification["requests"];
  readonly limits: ServiceSpecification["limits"];
  readonly probes: ServiceSpecification["probes"];
  /** Number of availability zones with worker nodes: decides which failure domain its pods must not share. */
  readonly availabilityZones: number;

  /**
   * Percent of the requested CPU at which the autoscaler adds pods.
   * @default 70
   */
  readonly cpuPercent?: number;

  /**
   * Further reasons to add pods, for which KEDA scales the service; replicas of working hours are those of this cluster.
   * @default - CPU alone, for which Kubernetes' own autoscaler scales it
   */
  readonly triggers?: readonly ScalingTriggerSpecification[];

  /**
   * Variables of the container. No secrets.
   * @default - none
   */
  readonly environment?: ServiceSpecification["environment"];

  /** @default - names are resolved by DNS alone */
  readonly hostAliases?: readonly HostAlias[];
}

/** A permission for the pods of a service. */
export interface PodPermission {
  /** Unique in the service, kept for good. */
  readonly id: string;
  readonly direction: "ingress" | "egress";
  readonly rules: readonly PolicyRule[];
  /** The flow or the infrastructure need that it comes from. */
  readonly why: string;
  readonly source: SourcePath;
}

const DEFAULT_CPU_PERCENT = 70;

/** Minutes for an update to succeed; Kubernetes gives up first, so that Terraform's error says why. */
const ROLLOUT_MINUTES = 10;
const PROGRESS_DEADLINE_SECONDS = (ROLLOUT_MINUTES - 1) * 60;

/** Old revisions that are kept for `kubectl rollout undo`. */
const REVISIONS = 3;

/**
 * A service in one cluster: Deployment, Service, and, as its replicas ask for them, autoscaler and disruption budget.
 *
 * Terraform waits until an update runs: a pod that does not start fails the deployment of the stack within
 * ten minutes, and the old pods serve on, since no pod is taken away before its successor is ready.
 */
export class Service extends Construct implements IService {
  readonly serviceName: string;
  readonly vendor: IVendor;

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    this.serviceName = props.name;
    this.vendor = props.vendor;
    const metadata = objectMetadata(props);
    const serviceAccount = new ServiceAccountV1(this, "service-account", {
      metadata,
      automountServiceAccountToken: false,
    });
    const deployment = this.addDeployment(props, serviceAccount.metadata.name);
    new ServiceV1(this, "service", {
      metadata,
      spec: {
        type: "ClusterIP",
        selector: { ...podSelector(props.name) },
        port: props.ports.map(({ name, port }) => ({ name, port, targetPort: name, protocol: "TCP" })),
      },
    });
    if (scalesItself(props)) this.addAutoscaler(props, deployment);
    if (props.replicas.minimum > 1) {
      new PodDisruptionBudgetV1(this, "disruption-budget", {
        metadata,
        spec: { maxUnavailable: "1", selector: { matchLabels: { ...podSelector(props.name) } } },
      });
    }
  }

  /** Lets its pods do what a flow or the infrastructure needs; everything else is denied by the vendor's namespace. */
  allow(permission: PodPermission): void {
    new PodNetworkPolicy(this, permission.id, {
      name: `${this.serviceName}-${permission.id}`,
      namespace: this.vendor.namespace,
      podLabels: podSelector(this.serviceName),
      direction: permission.direction,
      rules: permission.rules,
      why: permission.why,
      source: permission.source,
    });
  }

  private addDeployment(props: ServiceProps, serviceAccount: string): DeploymentV1 {
    const metadata = objectMetadata(props);
    return new DeploymentV1(this, "deployment", {
      metadata,
      spec: {
        replicas: String(props.replicas.minimum),
        revisionHistoryLimit: REVISIONS,
        progressDeadlineSeconds: PROGRESS_DEADLINE_SECONDS,
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: String(UPDATE_SURGE), maxUnavailable: "0" } },
        selector: { matchLabels: { ...podSelector(props.name) } },
        template: { metadata: { labels: metadata.labels }, spec: podSpecification(props, serviceAccount) },
      },
      waitForRollout: true,
      timeouts: { create: `${ROLLOUT_MINUTES}m`, update: `${ROLLOUT_MINUTES}m` },
      dependsOn: [...props.vendor.isolation],
      // The autoscaler owns the number of replicas: Terraform gives the first one and never takes it back.
      ...(scalesItself(props) ? { lifecycle: { ignoreChanges: ["spec[0].replicas"] } } : {}),
    });
  }

  /** KEDA's or Kubernetes' own, and never both: KEDA makes one of the latter for itself. */
  private addAutoscaler(props: ServiceProps, deployment: DeploymentV1): void {
    const { name, replicas, cpuPercent = DEFAULT_CPU_PERCENT, triggers = [] } = props;
    if (triggers.length > 0) {
      const { namespaceName } = props.vendor.namespace;
      const metadata = { ...objectMetadata(props), namespace: namespaceName };
      new Manifests(this, "scaler", {
        releaseName: `${name}-scaler`,
        namespace: props.vendor.namespace,
        manifests: [scaledObject({ metadata, replicas, cpuPercent, triggers })],
        // KEDA refuses to scale what is not there, and by CPU what requests none.
        dependsOn: [deployment],
      });
      return;
    }
    new HorizontalPodAutoscalerV2(this, "autoscaler", {
      metadata: objectMetadata(props),
      spec: {
        minReplicas: replicas.minimum,
        maxReplicas: replicas.maximum,
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
        metric: [
          {
            type: "Resource",
            resource: {
              name: "cpu",
              target: { type: "Utilization", averageUtilization: cpuPercent },
            },
          },
        ],
      },
    });
  }
}

function scalesItself({ replicas }: ServiceProps): boolean {
  return replicas.maximum > replicas.minimum;
}

function objectMetadata(props: ServiceProps) {
  return {
    name: props.name,
    namespace: props.vendor.namespace.namespaceReference,
    labels: {
      ...podSelector(props.name),
      ...MANAGED_BY_TERRAFORM,
      [PLATFORM_KEYS.dataClass]: props.dataClass,
      [PLATFORM_KEYS.owner]: ownerLabel(props.owner),
      [PLATFORM_KEYS.vendor]: props.vendor.vendorName,
    },
    annotations: { [PLATFORM_KEYS.owner]: props.owner },
  };
}
