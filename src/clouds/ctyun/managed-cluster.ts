import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { CcseCluster } from "../../bindings/ctyun/ccse-cluster";
import { CcseNodePool } from "../../bindings/ctyun/ccse-node-pool";
import { Keypair } from "../../bindings/ctyun/keypair";
import { availabilityZoneName, type AvailabilityZone } from "../../constructs/availability-zone";
import type { INetwork, ISubnet } from "../../constructs/network/network";
import type { Cidr } from "../../environment/values";
import { keyPairName, resourceName } from "./names";
import { ctyunNetwork, ON_DEMAND } from "./network";

/** CCSE's names of the disk types that it takes; it takes no other. */
const DISK_TYPES: ReadonlyMap<string, string> = new Map([
  ["sata", "SATA"],
  ["sas", "SAS"],
  ["ssd", "SSD"],
]);

/** 0 is a private image, 1 a public one. */
const PUBLIC_IMAGE = 1;

/** ctyun's limit of the subnets that pods may get addresses from. */
const MAXIMUM_POD_SUBNETS = 10;

export interface ManagedNodePoolProps {
  /** Unique in the cluster and kept for good, such as `general`. */
  readonly id: string;
  /** A pool only grows: CCSE refuses a smaller number. */
  readonly nodes: number;
  /** Name of the flavor (not its id), of at least 4 cores and 8 GiB. */
  readonly flavor: string;
  /** Boot disk in GiB: 40 to 2040. */
  readonly diskGiB: number;

  /**
   * Sizes in GiB of each node's data disks.
   * @default - none
   */
  readonly dataDisksGiB?: readonly number[];
}

export interface ManagedClusterProps {
  /** Name at the cloud. CCSE looks clusters up by it, so it must not begin like another cluster's. */
  readonly name: string;
  /** Its worker subnets hold the nodes (the first) and the pods (all). */
  readonly network: INetwork;
  readonly version: "1.31.6" | "1.29.3" | "1.27.8";
  /** `managedbase` runs one control plane, `managedpro` several. */
  readonly edition: "managedbase" | "managedpro";
  /** CCSE's image of the nodes (`mirror_id`), from the console. */
  readonly machineImage: string;
  readonly serviceCidr: Cidr;
  /** The first one's flavor and disk are those of the nodes that CCSE starts the cluster with. */
  readonly pools: readonly ManagedNodePoolProps[];
  /** OpenSSH public key: node pools take a key pair or a password, and a password would stand in the state. */
  readonly authorizedKey: string;

  /**
   * Size of the API server's load balancer, in CCSE's names: standardI, standardII, enhancedI, enhancedII, higherI.
   * @default "standardI"
   */
  readonly apiLoadBalancer?: "standardI" | "standardII" | "enhancedI" | "enhancedII" | "higherI";
}

export interface CtyunManagedClusterProps extends ManagedClusterProps {
  readonly availabilityZones: readonly AvailabilityZone[];
  /** Type of the nodes' disks: `sata`, `sas` or `ssd`. */
  readonly diskType: string;
}

/**
 * Tianyi's managed Kubernetes (CCSE). It ends at Kubernetes 1.31, nodes can be given neither labels nor taints, and every
 * input of the cluster replaces it (provider 1.2.0), so Terraform refuses to destroy it.
 *
 * Besides the pools it has one node an availability zone that CCSE demands at its start. They are like the first pool's of that
 * day and never change: their flavor, image and disk are inputs of the cluster too. It is billed on demand: the provider's
 * validation of monthly terms always fails.
 *
 * The kubeconfig is that of the account whose keys Terraform uses, and the provider does not mark it as a secret; what is
 * exposed here is marked, but the state holds it.
 */
export class CtyunManagedCluster extends Construct {
  /** The API server's address inside the VPC. */
  readonly host: string;
  /** PEM texts, as Terraform references. */
  readonly clusterCaCertificate: string;
  readonly clientCertificate: string;
  readonly clientKey: string;
  private readonly diskType: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CtyunManagedClusterProps,
  ) {
    super(scope, id);
    this.diskType = this.ccseDiskType();
    const subnets = ctyunNetwork(props.network).subnetsOf("worker").slice(0, MAXIMUM_POD_SUBNETS);
    const cluster = this.addCluster(subnets);
    const keyPair = new Keypair(this, "key-pair", { name: keyPairName(props.name), publicKey: props.authorizedKey });
    for (const pool of props.pools) this.addPool(pool, cluster, keyPair, subnets);

    const kubeconfig: unknown = Fn.yamldecode(cluster.internalKubeConfig);
    const read = (path: (string | number)[]): unknown => Fn.lookupNested(kubeconfig, path);
    const readSecret = (path: (string | number)[]): string =>
      Token.asString(Fn.sensitive(Fn.base64decode(Token.asString(read(path)))));
    this.host = Token.asString(read(["clusters", 0, "cluster", "server"]));
    this.clusterCaCertificate = Fn.base64decode(
      Token.asString(read(["clusters", 0, "cluster", "certificate-authority-data"])),
    );
    this.clientCertificate = readSecret(["users", 0, "user", "client-certificate-data"]);
    this.clientKey = readSecret(["users", 0, "user", "client-key-data"]);
  }

  private addCluster(subnets: readonly ISubnet[]): CcseCluster {
    const {
      name,
      network,
      version,
      edition,
      serviceCidr,
      machineImage,
      pools,
      apiLoadBalancer = "standardI",
    } = this.props;
    const [firstSubnet] = subnets;
    const [firstPool] = pools;
    if (!firstSubnet || !firstPool) {
      throw new Error(
        `managed cluster ${name}: got no node pool, expected at least one: CCSE starts a cluster with nodes`,
      );
    }
    return new CcseCluster(this, "cluster", {
      baseInfo: {
        clusterName: resourceName(name),
        clusterDomain: "cluster.local",
        clusterSeries: "cce.managed",
        seriesType: edition,
        clusterVersion: version,
        containerRuntime: "containerd",
        cycleType: ON_DEMAND,
        deployType: subnets.length > 1 ? "multi" : "single",
        elbProdCode: apiLoadBalancer,
        enableApiServerEip: false,
        enableSnat: false,
        kubeProxy: "iptables",
        networkPlugin: "cubecni",
        networkPolicy: true,
        podSubnetIdList: subnets.map(({ subnetId }) => subnetId),
        serviceCidr: serviceCidr.toString(),
        startPort: 30_000,
        endPort: 32_767,
        timezone: "Asia/Shanghai",
        vpcId: network.networkId,
        subnetId: firstSubnet.subnetId,
      },
      slaveHost: {
        instanceType: "ecs",
        itemDefName: firstPool.flavor,
        mirrorId: machineImage,
        mirrorType: PUBLIC_IMAGE,
        sysDisk: this.disk(firstPool.diskGiB),
        azInfos: subnets.map((subnet) => ({ azName: this.azName(subnet), size: 1 })),
      },
      lifecycle: { preventDestroy: true, ignoreChanges: ["slave_host"] },
    });
  }

  private addPool(
    pool: ManagedNodePoolProps,
    cluster: CcseCluster,
    keyPair: Keypair,
    subnets: readonly ISubnet[],
  ): void {
    new CcseNodePool(this, `pool-${pool.id}`, {
      clusterId: cluster.id,
      name: pool.id,
      nodeNum: pool.nodes,
      cycleType: ON_DEMAND,
      instanceType: "ecs",
      itemDefName: pool.flavor,
      mirrorId: this.props.machineImage,
      mirrorType: PUBLIC_IMAGE,
      keyPairName: keyPair.name,
      azInfos: subnets.map((subnet) => ({ azName: this.azName(subnet) })),
      sysDisk: this.disk(pool.diskGiB),
      ...(pool.dataDisksGiB && { dataDisks: pool.dataDisksGiB.map((size) => this.disk(size)) }),
    });
  }

  private disk(size: number): { type: string; size: number } {
    return { type: this.diskType, size };
  }

  private azName({ availabilityZone }: ISubnet): string {
    return availabilityZoneName(this.props.availabilityZones, availabilityZone, `managed cluster ${this.props.name}`);
  }

  private ccseDiskType(): string {
    const { name, diskType } = this.props;
    const known = DISK_TYPES.get(diskType);
    if (known !== undefined) return known;
    throw new Error(
      `managed cluster ${name}: got disk type ${diskType}, CCSE allows ${[...DISK_TYPES.keys()].join(", ")}: change the cloud's diskType`,
    );
  }
}
