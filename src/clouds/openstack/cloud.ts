import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { OpenstackProvider } from "../../bindings/openstack/provider";
import type { AvailabilityZone } from "../../constructs/availability-zone";
import type { ICloud } from "../../constructs/cloud";
import type { IMachineGroup, MachineGroupProps } from "../../constructs/machines/machines";
import type { GatewaysProps, IGateways } from "../../constructs/network/gateway";
import type { ILoadBalancer, LoadBalancerProps } from "../../constructs/network/load-balancer";
import type { INetwork, ISecurityGroup, NetworkProps, SecurityGroupProps } from "../../constructs/network/network";
import { OPENSTACK_DEFAULTS } from "../../environment/cloud-defaults";
import type { OpenstackCloudSpecification } from "../../environment/schema/clouds";
import { OpenstackDnsRecords, type OpenstackDnsRecordsProps } from "./dns-records";
import { OpenstackSecurityGroup } from "./firewall";
import { OpenstackGateways } from "./gateway";
import { OpenstackLoadBalancer } from "./load-balancer";
import { NetworkJunction, OpenstackNetwork } from "./network";
import { OpenstackMachineGroup } from "./nodes";

/** What has to be known of an OpenStack cloud: part of what an environment says of it, in the same words. */
export interface OpenstackCloudProps extends Pick<
  OpenstackCloudSpecification,
  "availabilityZones" | "authUrl" | "region" | "externalNetwork" | "machineImage"
> {
  /**
   * Boot disk as a Cinder volume or on the hypervisor.
   * @default "volume"
   */
  readonly bootFrom?: OpenstackCloudSpecification["bootFrom"];

  /**
   * Cinder volume type of boot and data volumes.
   * @default - the cloud's
   */
  readonly volumeType?: string | undefined;
}

/** An OpenStack cloud: Neutron, Nova, Cinder and Octavia, and VPNaaS and Designate where the environment asks for them. */
export class OpenstackCloud implements ICloud {
  readonly availabilityZones: readonly AvailabilityZone[];

  /**
   * @param id the cloud's key in the environment, such as `chutian`
   * @param props the cloud as the environment describes it
   */
  constructor(
    readonly id: string,
    private readonly props: OpenstackCloudProps,
  ) {
    this.availabilityZones = props.availabilityZones;
  }

  addProvider(stack: TerraformStack): void {
    const { authUrl, region } = this.props;
    new OpenstackProvider(stack, "openstack", { authUrl, region });
  }

  createNetwork(scope: Construct, id: string, props: NetworkProps): INetwork {
    return new OpenstackNetwork(scope, id, { ...props, externalNetworkId: this.props.externalNetwork.id });
  }

  joinNetworks(scope: Construct, id: string, hub: INetwork, spoke: INetwork): void {
    new NetworkJunction(scope, id, { hub, spoke });
  }

  createSecurityGroup(scope: Construct, id: string, props: SecurityGroupProps): ISecurityGroup {
    return new OpenstackSecurityGroup(scope, id, props);
  }

  createMachines(scope: Construct, id: string, props: MachineGroupProps): IMachineGroup {
    const { machineImage, bootFrom = OPENSTACK_DEFAULTS.bootFrom, volumeType, externalNetwork } = this.props;
    return new OpenstackMachineGroup(scope, id, {
      ...props,
      availabilityZones: this.availabilityZones,
      machineImage,
      bootFrom,
      externalNetworkName: externalNetwork.name,
      ...(volumeType !== undefined && { volumeType }),
    });
  }

  createLoadBalancer(scope: Construct, id: string, props: LoadBalancerProps): ILoadBalancer {
    return new OpenstackLoadBalancer(scope, id, {
      ...props,
      externalNetworkName: this.props.externalNetwork.name,
    });
  }

  createGateways(scope: Construct, id: string, props: GatewaysProps): IGateways {
    return new OpenstackGateways(scope, id, props);
  }

  /** Records in a zone of Designate, where the cloud offers it. */
  createDnsRecords(scope: Construct, id: string, props: OpenstackDnsRecordsProps): OpenstackDnsRecords {
    return new OpenstackDnsRecords(scope, id, props);
  }
}
