import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { CtyunProvider } from "../../bindings/ctyun/provider";
import type { AvailabilityZone } from "../../constructs/availability-zone";
import type { ICloud } from "../../constructs/cloud";
import { loadBalancerZone } from "../../constructs/connectivity/endpoint";
import type { IMachineGroup, MachineGroupProps } from "../../constructs/machines/machines";
import type { GatewaysProps, IGateways } from "../../constructs/network/gateway";
import type { ILoadBalancer, LoadBalancerProps } from "../../constructs/network/load-balancer";
import type { INetwork, ISecurityGroup, NetworkProps, SecurityGroupProps } from "../../constructs/network/network";
import { CTYUN_DEFAULTS } from "../../environment/cloud-defaults";
import type { CtyunCloudSpecification } from "../../environment/schema/clouds";
import { CtyunSecurityGroup } from "./firewall";
import { CtyunGateways } from "./gateway";
import { CtyunLoadBalancer } from "./load-balancer";
import { CtyunManagedCluster, type ManagedClusterProps } from "./managed-cluster";
import { CtyunNetwork, ctyunNetwork, type Peering } from "./network";
import { CtyunMachineGroup } from "./nodes";

/** What has to be known of a region of Tianyi Cloud: part of what an environment says of it, in the same words. */
export interface CtyunCloudProps extends Pick<
  CtyunCloudSpecification,
  "availabilityZones" | "region" | "machineImage" | "nameServers"
> {
  /**
   * Enterprise project.
   * @default "0"
   */
  readonly projectId?: string;

  /**
   * Of boot and data disks.
   * @default "ssd"
   */
  readonly diskType?: CtyunCloudSpecification["diskType"];

  /** @default "elb.s2.small" */
  readonly loadBalancerSpecification?: CtyunCloudSpecification["loadBalancerSpecification"];

  /**
   * The ways between the zones' networks, of which this takes the peerings.
   * @default - no peering
   */
  readonly crossings?: CtyunCloudSpecification["crossings"];
}

/** A region of Tianyi Cloud (天翼云): VPC, ECS, EBS and ELB. */
export class CtyunCloud implements ICloud {
  readonly availabilityZones: readonly AvailabilityZone[];
  private readonly peerings: readonly Peering[];

  /**
   * @param id the cloud's key in the environment, such as `tianyi`
   * @param props the cloud as the environment describes it
   */
  constructor(
    readonly id: string,
    private readonly props: CtyunCloudProps,
  ) {
    const { availabilityZones, crossings = [] } = props;
    this.availabilityZones = availabilityZones;
    this.peerings = crossings.flatMap(({ from, loadBalancer, peering }) =>
      peering === undefined ? [] : [{ zones: [from, loadBalancerZone(loadBalancer)], peeringId: peering }],
    );
  }

  /** Keys come from CTYUN_AK and CTYUN_SK. */
  addProvider(stack: TerraformStack): void {
    const { region, projectId = CTYUN_DEFAULTS.projectId } = this.props;
    const [first] = this.availabilityZones;
    new CtyunProvider(stack, "ctyun", { regionId: region, projectId, ...(first && { azName: first.name }) });
  }

  createNetwork(scope: Construct, id: string, props: NetworkProps): INetwork {
    return new CtyunNetwork(scope, id, {
      ...props,
      availabilityZones: this.availabilityZones,
      cloudNameServers: this.props.nameServers,
    });
  }

  /**
   * Writes routes through the peering that the environment names for the two zones. Without one nothing is made: VPCs have no
   * router in common and the provider has no peering resource, so each load balancer is exposed where it is needed.
   */
  joinNetworks(_scope: Construct, _id: string, hub: INetwork, spoke: INetwork): void {
    const peering = this.peerings.find(({ zones }) => zones.includes(hub.zone) && zones.includes(spoke.zone));
    if (!peering) return;
    ctyunNetwork(hub).addPeeringRoute(ctyunNetwork(spoke), peering.peeringId);
    ctyunNetwork(spoke).addPeeringRoute(ctyunNetwork(hub), peering.peeringId);
  }

  createSecurityGroup(scope: Construct, id: string, props: SecurityGroupProps): ISecurityGroup {
    return new CtyunSecurityGroup(scope, id, props);
  }

  createMachines(scope: Construct, id: string, props: MachineGroupProps): IMachineGroup {
    const { machineImage, diskType = CTYUN_DEFAULTS.diskType } = this.props;
    return new CtyunMachineGroup(scope, id, {
      ...props,
      availabilityZones: this.availabilityZones,
      machineImage,
      diskType,
    });
  }

  createLoadBalancer(scope: Construct, id: string, props: LoadBalancerProps): ILoadBalancer {
    const { zone } = props.network;
    const { loadBalancerSpecification = CTYUN_DEFAULTS.loadBalancerSpecification } = this.props;
    return new CtyunLoadBalancer(scope, id, {
      ...props,
      availabilityZones: this.availabilityZones,
      specification: loadBalancerSpecification,
      peeredZones: this.peerings.flatMap(({ zones }) =>
        zones.includes(zone) ? zones.filter((other) => other !== zone) : [],
      ),
    });
  }

  createGateways(scope: Construct, id: string, props: GatewaysProps): IGateways {
    return new CtyunGateways(scope, id, props);
  }

  /** The cloud's own Kubernetes, an option beside the clusters that run on machines. */
  createManagedCluster(scope: Construct, id: string, props: ManagedClusterProps): CtyunManagedCluster {
    const { diskType = CTYUN_DEFAULTS.diskType } = this.props;
    return new CtyunManagedCluster(scope, id, { ...props, availabilityZones: this.availabilityZones, diskType });
  }
}
