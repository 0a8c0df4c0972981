import { EVICTION_MEMORY, SYSTEM_RESERVED } from "../../environment/node-capacity";
import type { Rke2NodeProps, Rke2ServerProps } from "./rke2-node-props";

/** A part of RKE2's configuration: its flags as keys. */
export type Rke2Configuration = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export const AUDIT_POLICY_PATH = "/etc/rancher/rke2/audit-policy.yaml";

const DEFAULT_NODE_POD_PREFIX_LENGTH = 24;
const KUBERNETES_MAXIMUM_PODS = 110;

/** Addresses of a node's pod block that no pod gets: network, broadcast, and the router that Cilium puts there. */
const RESERVED_POD_ADDRESSES = 3;

/** What every node of a cluster says of itself. */
export function nodeConfiguration(props: Rke2NodeProps): Rke2Configuration {
  const { nodeTaints = [], systemReserved = SYSTEM_RESERVED } = props;
  return {
    "node-name": props.nodeName,
    "node-label": nodeLabelFlags(props),
    "node-taint": nodeTaints.map((taint) => `${taint.key}=${taint.value}:${taint.effect}`),
    profile: "cis",
    "protect-kernel-defaults": true,
    ...(props.cloudProvider === "external" ? { "cloud-provider-name": "external" } : {}),
    ...(props.systemDefaultRegistry === undefined ? {} : { "system-default-registry": props.systemDefaultRegistry }),
    "disable-default-registry-endpoint": true,
    "kubelet-arg": [
      `max-pods=${String(maximumPods(props))}`,
      `system-reserved=cpu=${systemReserved.cpu},memory=${systemReserved.memory}`,
      `eviction-hard=memory.available<${EVICTION_MEMORY},nodefs.available<10%,nodefs.inodesFree<5%,imagefs.available<10%`,
    ],
  };
}

/** Kubernetes' own names that a kubelet may give its node; with any other one of them it does not start. */
const KUBELET_LABEL =
  /^((node|kubelet)\.kubernetes\.io\/|topology\.kubernetes\.io\/(zone|region)$|kubernetes\.io\/(hostname|arch|os)$)/;

function nodeLabelFlags({ nodeName, nodeLabels = {} }: Rke2NodeProps): readonly string[] {
  return Object.entries(nodeLabels).map(([key, value]) => {
    if (/(^|\.)(kubernetes|k8s)\.io\//.test(key) && !KUBELET_LABEL.test(key)) {
      throw new Error(
        `label of node ${nodeName}: got "${key}", which a kubelet may not set; choose a name outside kubernetes.io and k8s.io, or one below node.kubernetes.io`,
      );
    }
    return `${key}=${value}`;
  });
}

/**
 * What all servers of a cluster must say alike: RKE2 refuses a server that differs in its networks or in what it disables
 * (RKE2, server configuration reference, "critical configuration values").
 */
export function clusterConfiguration(props: Rke2ServerProps): Rke2Configuration {
  return {
    "tls-san": [props.apiAddress.toString(), ...(props.tlsSans ?? [])],
    "cluster-cidr": props.podCidr.toString(),
    "service-cidr": props.serviceCidr.toString(),
    "cluster-dns": (props.clusterDns ?? props.serviceCidr.host(10)).toString(),
    cni: "cilium",
    "disable-kube-proxy": true,
    "ingress-controller": "none",
    // The platform installs its own release, which is spread and has its images from the registry.
    disable: ["rke2-metrics-server"],
    "etcd-expose-metrics": true,
    ...(props.cloudProvider === "external" ? { "disable-cloud-controller": true } : {}),
    "embedded-registry": true,
    "secrets-encryption-provider": "secretbox",
    "audit-policy-file": AUDIT_POLICY_PATH,
    "kube-apiserver-arg": apiServerArguments(props),
    "kube-controller-manager-arg": controllerManagerArguments(props),
    ...etcdConfiguration(props),
  };
}

function apiServerArguments({ oidc }: Rke2ServerProps): readonly string[] {
  return [
    // 180 days: the Cybersecurity Law asks for six months of logs. Size and number keep the disk from filling; the log
    // store that the log is shipped to keeps what is rotated away before.
    "audit-log-maxage=180",
    "audit-log-maxbackup=100",
    "audit-log-maxsize=100",
    ...(oidc === undefined
      ? []
      : [
          `oidc-issuer-url=${oidc.issuerUrl}`,
          `oidc-client-id=${oidc.clientId}`,
          `oidc-username-claim=${oidc.usernameClaim ?? "email"}`,
          `oidc-groups-claim=${oidc.groupsClaim ?? "groups"}`,
        ]),
  ];
}

function controllerManagerArguments(props: Rke2ServerProps): readonly string[] {
  const { nodeEvictionRate = 5, unhealthyZoneThreshold = 0.55 } = props;
  const secondaryNodeEvictionRate = props.secondaryNodeEvictionRate ?? nodeEvictionRate / 10;
  return [
    `node-cidr-mask-size=${String(nodePodPrefixLength(props))}`,
    `node-eviction-rate=${String(nodeEvictionRate)}`,
    `secondary-node-eviction-rate=${String(secondaryNodeEvictionRate)}`,
    `unhealthy-zone-threshold=${String(unhealthyZoneThreshold)}`,
    // At Kubernetes' own 50 a smaller cluster stops moving pods altogether when most of an availability zone is dead.
    "large-cluster-size-threshold=0",
  ];
}

function etcdConfiguration({ etcdSnapshots }: Rke2ServerProps): Rke2Configuration {
  if (etcdSnapshots === undefined) return {};
  const { scheduleCron, retention, endpoint, bucket, folder, region = "us-east-1", credentials } = etcdSnapshots;
  return {
    "etcd-snapshot-schedule-cron": scheduleCron,
    "etcd-snapshot-retention": retention,
    "etcd-snapshot-compress": true,
    "etcd-s3": true,
    // RKE2 reads the Secret only where no other S3 flag stands.
    ...(credentials === undefined
      ? { "etcd-s3-config-secret": "etcd-s3-config-secret" }
      : {
          "etcd-s3-endpoint": endpoint,
          "etcd-s3-bucket": bucket,
          "etcd-s3-folder": folder,
          "etcd-s3-region": region,
          "etcd-s3-retention": retention,
        }),
  };
}

function nodePodPrefixLength(props: Rke2NodeProps): number {
  return props.nodePodPrefixLength ?? DEFAULT_NODE_POD_PREFIX_LENGTH;
}

function maximumPods(props: Rke2NodeProps): number {
  const prefixLength = nodePodPrefixLength(props);
  const room = 2 ** (32 - prefixLength) - RESERVED_POD_ADDRESSES;
  const maximum = props.maximumPods ?? Math.min(KUBERNETES_MAXIMUM_PODS, room);
  if (maximum < 1 || maximum > room) {
    throw new Error(
      `maximumPods of node ${props.nodeName}: got ${String(maximum)}, allowed are 1 to ${String(room)} with a pod block of /${String(prefixLength)}; lower it or give nodes larger blocks`,
    );
  }
  return maximum;
}
