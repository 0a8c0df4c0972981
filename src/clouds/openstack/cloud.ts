import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { OpenstackProvider } from "../../bindings/openstack/provider";
import type { AvailabilityZone } from "../../constructs/availability-zone";
import type { ICloud } from "../../constructs/cloud";
import type { IMachineGroup, MachineGroupProps } from "../../constructs/machines/machines";
import type { GatewaysProps, IGateways } from "../../constructs/network/gateway";
import type { ILoadBalancer, LoadBalancerProps } from "../../constructs/network/load-balancer";
import type { INetwork, ISecurityGroup, NetworkProps, SecurityGroupProps } from "../../constructs/network/network";
import type { OpenstackCloudSpecification } from "../../environment/schema/clouds";
import { OpenstackSecurityGroup } from "./firewall";
import { OpenstackGateways } from "./gateway";
import { OpenstackLoadBalancer } from "./load-balancer";
import { NetworkJunction, OpenstackNetwork } from "./network";
import { OpenstackMachineGroup } from "./nodes";

/** An OpenStack cloud: Neutron, Nova, Cinder and Octavia, and VPNaaS where the environment asks for it. */
export class OpenstackCloud implements ICloud {
  readonly availabilityZones: readonly AvailabilityZone[];

  /**
   * @param id the cloud's key in the environment, such as `chutian`
   * @param specification the cloud as the environment describes it
   */
  constructor(
    readonly id: string,
    private readonly specification: OpenstackCloudSpecification,
  ) {
    this.availabilityZones = specification.availabilityZones;
  }

  addProvider(stack: TerraformStack): void {
    const { authUrl, region } = this.specification;
    new OpenstackProvider(stack, "openstack", { authUrl, region });
  }

  createNetwork(scope: Construct, id: string, props: NetworkProps): INetwork {
    return new OpenstackNetwork(scope, id, { ...props, externalNetworkId: this.specification.externalNetwork.id });
  }

  joinNetworks(scope: Construct, id: string, hub: INetwork, spoke: INetwork): void {
    new NetworkJunction(scope, id, { hub, spoke });
  }

  createSecurityGroup(scope: Construct, id: string, props: SecurityGroupProps): ISecurityGroup {
    return new OpenstackSecurityGroup(scope, id, props);
  }

  createMachines(scope: Construct, id: string, props: MachineGroupProps): IMachineGroup {
    const { machineImage, bootFrom, volumeType, externalNetwork } = this.specification;
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
      externalNetworkName: this.specification.externalNetwork.name,
    });
  }

  createGateways(scope: Construct, id: string, props: GatewaysProps): IGateways {
    return new OpenstackGateways(scope, id, props);
  }
}
