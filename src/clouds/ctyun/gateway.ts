import { Construct } from "constructs";
import type { IMachine } from "../../constructs/machines/machines";
import type { GatewaysProps, IGateways } from "../../constructs/network/gateway";
import { CtyunMachineGroup } from "./nodes";

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
    if (!(machines instanceof CtyunMachineGroup)) {
      throw new Error(
        `gateways ${name}: got machines of another cloud, expected a group that this ctyun cloud created`,
      );
    }
    if (props.virtualAddress) {
      throw new Error(
        `gateways ${name}: got virtual address ${props.virtualAddress.toString()}, ctyun cannot move an address between machines: remove virtualAddress and switch active`,
      );
    }
    const active = activeMachine(machines.machines, props);
    const destinations = [...props.siteSupernets, ...props.links.flatMap(({ remoteCidrs }) => remoteCidrs)];
    for (const [key, destination] of new Map(destinations.map((cidr) => [cidr.key, cidr]))) {
      props.network.addRoute(`${id}-${key}`, {
        destination,
        nextHop: { kind: "machine", address: active.privateAddress, machineId: active.machineId },
      });
    }
    this.publicAddresses = machines.publicAddresses;
  }
}

function activeMachine(machines: readonly IMachine[], { name, active = "first" }: GatewaysProps): IMachine {
  const machine = machines[active === "first" ? 0 : 1];
  if (machine) return machine;
  throw new Error(`gateways ${name}: got active machine ${active} of a group of ${machines.length}, expected a pair`);
}
