import type { Construct } from "constructs";
import { Manifests, type Manifest } from "../kubernetes/manifests";
import type { INamespace } from "../kubernetes/namespace";
import { topologySpread } from "../kubernetes/topology-spread";
import { PLATFORM_PRIORITY } from "../platform/priority-classes";
import { UPGRADE_CONTROLLER, UPGRADE_DEADLINE_SECONDS, upgradeImage } from "./names";
import { planDefinition } from "./plan-definition";
import { upgradeAccess } from "./upgrade-access";

const IMAGE = "rancher/system-upgrade-controller:v0.17.0";
const REPLICAS = 2;

export interface UpgradeControllerProps {
  /** Its jobs have the rights of the node's own root, so Pod Security has to let privileged pods in. */
  readonly namespace: INamespace;
  /** Availability zones in which the cluster has workers: replicas are spread over them. */
  readonly availabilityZones: number;
  /** Version of the cluster: `kubectl` of the same empties nodes. */
  readonly version: string;

  /**
   * Host of the registry from which nodes take images.
   * @default - docker.io
   */
  readonly imageRegistry?: string;
}

/** Carries out upgrade plans: for each node a job that replaces RKE2 there, as many at once as the plan allows. */
export class UpgradeController extends Manifests {
  constructor(scope: Construct, id: string, props: UpgradeControllerProps) {
    super(scope, id, {
      namespace: props.namespace,
      manifests: [planDefinition(), ...upgradeAccess(props.namespace.namespaceName), deployment(props)],
    });
  }
}

/** Its own jobs leave pods with this label on the node that they empty. */
const SELECTOR = { "upgrade.cattle.io/controller": UPGRADE_CONTROLLER };

function deployment({ namespace, availabilityZones, version, imageRegistry }: UpgradeControllerProps): Manifest {
  const settings = {
    SYSTEM_UPGRADE_CONTROLLER_NAME: UPGRADE_CONTROLLER,
    SYSTEM_UPGRADE_CONTROLLER_NAMESPACE: namespace.namespaceName,
    SYSTEM_UPGRADE_CONTROLLER_LEADER_ELECT: "true",
    SYSTEM_UPGRADE_JOB_ACTIVE_DEADLINE_SECONDS: String(UPGRADE_DEADLINE_SECONDS),
    SYSTEM_UPGRADE_JOB_IMAGE_PULL_POLICY: "IfNotPresent",
    SYSTEM_UPGRADE_JOB_KUBECTL_IMAGE: upgradeImage(`rancher/kubectl:${kubernetesVersion(version)}`, imageRegistry),
    SYSTEM_UPGRADE_JOB_PRIVILEGED: "true",
  };
  const container = {
    name: UPGRADE_CONTROLLER,
    image: upgradeImage(IMAGE, imageRegistry),
    imagePullPolicy: "IfNotPresent",
    env: Object.entries(settings).map(([name, value]) => ({ name, value })),
    resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: [{ name: "temporary-files", mountPath: "/tmp" }],
  };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: UPGRADE_CONTROLLER, namespace: namespace.namespaceName },
    spec: {
      replicas: REPLICAS,
      selector: { matchLabels: SELECTOR },
      template: {
        metadata: { labels: SELECTOR },
        spec: {
          serviceAccountName: UPGRADE_CONTROLLER,
          priorityClassName: PLATFORM_PRIORITY,
          securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: "RuntimeDefault" } },
          containers: [container],
          topologySpreadConstraints: topologySpread(SELECTOR, availabilityZones),
          volumes: [{ name: "temporary-files", emptyDir: {} }],
        },
      },
    },
  };
}

/** `v1.35.7` of `v1.35.7+rke2r1`. */
function kubernetesVersion(version: string): string {
  return version.replace(/\+.*$/, "");
}
