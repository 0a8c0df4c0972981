import type { Cidr, Ipv4Address } from "../../environment/values";
import type { HostEntry } from "./cloud-config";
import type { ExchangeRedirectProps } from "./exchange-redirects";

/** The custom authorities that RKE2 takes before its first start: paths below its folder `server/tls`. */
export const CERTIFICATE_AUTHORITY_FILES = [
  "server-ca.crt",
  "server-ca.key",
  "client-ca.crt",
  "client-ca.key",
  "request-header-ca.crt",
  "request-header-ca.key",
  "etcd/peer-ca.crt",
  "etcd/peer-ca.key",
  "etcd/server-ca.crt",
  "etcd/server-ca.key",
  "service.key",
] as const;
export type CertificateAuthorityFile = (typeof CERTIFICATE_AUTHORITY_FILES)[number];

/** Every file of the authorities, as PEM text. RKE2 replaces authorities whose keys are missing, so none may be left out. */
export type CertificateAuthorities = Readonly<Record<CertificateAuthorityFile, string>>;

export interface NodeTaint {
  readonly key: string;
  readonly value: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** What every node of a cluster knows. */
export interface Rke2NodeProps {
  /** The machine's host name and the node's name in Kubernetes. */
  readonly nodeName: string;
  /** RKE2 release, such as `v1.36.3+rke2r1`. */
  readonly version: string;
  /** Pinned private address of the load balancer before the API servers (6443) and their registration port (9345). */
  readonly apiAddress: Ipv4Address;

  /** @default - none */
  readonly nodeLabels?: Readonly<Record<string, string>>;

  /** @default - none */
  readonly nodeTaints?: readonly NodeTaint[];

  /**
   * `external`: a cloud controller manager of the cloud, which the cluster runs itself. `none`: RKE2's own, which knows no
   * cloud.
   * @default "none"
   */
  readonly cloudProvider?: "external" | "none";

  /**
   * Registry, as `host` or `host:port`, of RKE2's own images.
   * @default - Docker Hub
   */
  readonly systemDefaultRegistry?: string;

  /**
   * Mirrors by registry: the endpoints that answer in its place. `*` means every registry.
   * @default - none
   */
  readonly registryMirrors?: Readonly<Record<string, readonly string[]>>;

  /**
   * Certificate authority of the mirrors, in PEM form and known at synth. The whole machine trusts it.
   * @default - the image's authorities alone
   */
  readonly registryCaCertificate?: string;

  /** @default - none */
  readonly hosts?: readonly HostEntry[];

  /**
   * External endpoints that this node reaches through the exchange, under their own names and ports.
   * @default - none
   */
  readonly exchangeRedirects?: readonly ExchangeRedirectProps[];

  /** @default - the image's */
  readonly ntpServers?: readonly string[];

  /**
   * Prefix length of the pod block that each node gets.
   * @default 24
   */
  readonly nodePodPrefixLength?: number;

  /**
   * Most pods on the node.
   * @default - 110, or what the node's pod block holds
   */
  readonly maximumPods?: number;

  /**
   * What the kubelet keeps free for the operating system, as kubelet's `system-reserved` takes it.
   * @default { cpu: "250m", memory: "512Mi" }
   */
  readonly systemReserved?: Readonly<Record<"cpu" | "memory", string>>;
}

/** A worker or data node. */
export interface Rke2AgentProps extends Rke2NodeProps {
  /** Secure agent token `K10<hash>::node:<password>`, as a Terraform reference. */
  readonly agentToken: string;
}

/** Where a server keeps etcd's snapshots, apart from its own disk. */
export interface EtcdSnapshotsProps {
  /** Cron expression, such as `0 *\/6 * * *`. */
  readonly scheduleCron: string;
  /** Snapshots that are kept. */
  readonly retention: number;
  /** `host` or `host:port` of an S3-compatible store. */
  readonly endpoint: string;
  readonly bucket: string;
  /** Folder inside the bucket: one per cluster. */
  readonly folder: string;

  /** @default "us-east-1", which most S3-compatible stores accept */
  readonly region?: string;

  /**
   * The store's keys, as Terraform references.
   * @default - the store is described by the Secret `etcd-s3-config-secret` in kube-system; it is of no use in a restore
   */
  readonly credentials?: {
    readonly accessKey: string;
    readonly secretKey: string;
  };
}

/** Single sign-on at the API server. */
export interface OidcProps {
  readonly issuerUrl: string;
  readonly clientId: string;

  /** @default "email" */
  readonly usernameClaim?: string;

  /** @default "groups" */
  readonly groupsClaim?: string;
}

/** A server: control plane and etcd. Values without a node in their name must be the same on all servers of a cluster. */
export interface Rke2ServerProps extends Rke2NodeProps {
  /** Secure server token `K10<hash>::server:<password>`, as a Terraform reference. */
  readonly token: string;
  /** The agents' token, as a Terraform reference; it admits no server. */
  readonly agentToken: string;
  readonly podCidr: Cidr;
  readonly serviceCidr: Cidr;

  /**
   * Whether this server starts a new cluster when none answers at the API address. True for the first server alone, and
   * only until the cluster stands.
   * @default false
   */
  readonly mayInitialize?: boolean;

  /**
   * The cluster's authorities, as Terraform references. Needed where `mayInitialize` is true, refused elsewhere.
   * @default - the server gets them when it joins
   */
  readonly certificateAuthorities?: CertificateAuthorities;

  /**
   * Names and addresses of the API server's certificate beside the API address.
   * @default - none
   */
  readonly tlsSans?: readonly string[];

  /** @default - the tenth address of the service block */
  readonly clusterDns?: Ipv4Address;

  /** @default - RKE2's own: every twelve hours, on the server's disk alone */
  readonly etcdSnapshots?: EtcdSnapshotsProps;

  /**
   * Nodes per second and availability zone from which pods are moved when they are dead. Kubernetes' own 0.1 needs 28 minutes
   * for 500 nodes in three availability zones.
   * @default 5
   */
  readonly nodeEvictionRate?: number;

  /**
   * The same for an availability zone of which more than `unhealthyZoneThreshold` is dead, but not all.
   * @default - a tenth of nodeEvictionRate
   */
  readonly secondaryNodeEvictionRate?: number;

  /**
   * Share of dead nodes from which an availability zone counts as unhealthy.
   * @default 0.55
   */
  readonly unhealthyZoneThreshold?: number;

  /** @default - certificates alone */
  readonly oidc?: OidcProps;

  /**
   * Files that RKE2 applies to the cluster, by name, such as a HelmChartConfig. Every server of a cluster gets the same ones.
   * @default - none
   */
  readonly manifests?: Readonly<Record<string, string>>;
}
