import { Construct } from "constructs";
import type { GatewaysProps, IGateways } from "../../constructs/network/gateway";
import { routeThroughMachines } from "../../constructs/network/gateway-routes";

/**
 * What sites and the other cloud enter by: a pair of machines that run strongSwan; ctyun's provider has no VPN resource.
 *
 * Failover: the provider has no address that moves between machines, so the routes lead to the machine named `active`. Peers
 * know both public addresses and change over by themselves; what the zone sends back changes over with the next apply.
 */
export class CtyunGateways extends Construct implements IGateways {
  readonly publicAddresses: readonly string[];

  constructor(scope: Construct, id: string, props: GatewaysProps) {
    super(scope, id);
    const { name, machines } = props;
    if (!machines) {
      throw new Error(
        `gateways ${name}: got none of the machines that run them, ctyun has no VPN as a service: use kind machines`,
      );
    }
    if (props.virtualAddress) {
      throw new Error(
        `gateways ${name}: got virtual address ${props.virtualAddress.toString()}, ctyun cannot move an address between machines: remove virtualAddress and switch active`,
      );
    }
    routeThroughMachines(this, machines, props);
    this.publicAddresses = machines.publicAddresses;
  }
}
