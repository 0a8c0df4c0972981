import type { Construct } from "constructs";
import { AddOn } from "../kubernetes/add-on";
import { ReleasedChart } from "../kubernetes/chart";
import { Namespace } from "../kubernetes/namespace";
import { releaseProps, type PlatformAddOnProps } from "./platform-add-on-props";
import { PLATFORM_PRIORITY } from "./priority-classes";

/** What other add-ons call it when they need it. */
export const CLOUD_CONTROLLER = "openstack-cloud-controller";

/**
 * Secret with the cloud's configuration at key `cloud.conf`. It stands in `kube-system`, which is there before Terraform
 * comes: until the controller has read it no other pod of the platform gets a node, so it cannot wait for a namespace.
 */
const CLOUD_CONFIG = { namespace: "kube-system", secret: "cloud-config" };

/** A kubelet that waits for a cloud controller keeps pods away by this taint. */
const UNINITIALIZED = "node.cloudprovider.kubernetes.io/uninitialized";

export interface CloudControllerProps extends PlatformAddOnProps {
  /** Name of the cluster in the cloud. */
  readonly clusterName: string;
}

/**
 * OpenStack's cloud controller: it gives each node its id, addresses, region and availability zone of Nova, and deletes the
 * node of a machine that is gone. It finds a new node's machine by its name.
 *
 * Load balancers and routes are Terraform's, so those two controllers do not run.
 */
export class CloudController extends AddOn {
  constructor(scope: Construct, id: string, props: CloudControllerProps) {
    const { clusterName, imageRegistry } = props;
    super(scope, id, {
      chart: ReleasedChart.fromFacts("openstack-cloud-controller-manager"),
      name: CLOUD_CONTROLLER,
      namespace: Namespace.fromNamespaceName(scope, `${id}-namespace`, CLOUD_CONFIG.namespace),
      values: {
        cluster: { name: clusterName },
        enabledControllers: ["cloud-node", "cloud-node-lifecycle"],
        secret: { enabled: true, create: false, name: CLOUD_CONFIG.secret },
        // It runs on the servers' own network before the cluster's name servers have a node.
        dnsPolicy: "Default",
        // RKE2 writes the value that kubeadm leaves empty, in the label and in the taint.
        nodeSelector: { "node-role.kubernetes.io/control-plane": "true" },
        tolerations: [UNINITIALIZED, "node-role.kubernetes.io/control-plane"].map((key) => ({
          key,
          operator: "Exists",
          effect: "NoSchedule",
        })),
        // The chart would mount kubeadm's keys, for a way to sign in that is not taken.
        extraVolumes: [],
        extraVolumeMounts: [],
        resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
        priorityClassName: PLATFORM_PRIORITY,
        ...(imageRegistry !== undefined && {
          image: { repository: `${imageRegistry}/provider-os/openstack-cloud-controller-manager` },
        }),
      },
      ...releaseProps(props),
    });
  }
}
