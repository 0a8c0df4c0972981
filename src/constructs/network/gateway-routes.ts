import type { IConstruct } from "constructs";
import type { IMachine, IMachineGroup } from "../machines/machines";
import type { GatewaysProps } from "./gateway";

/**
 * Sends what is addressed to sites and to the other cloud through gateway machines: by their virtual address where they have
 * one, and by the active machine otherwise. Each block has one route, whoever else lies behind it.
 *
 * @param gateways whose identifier the routes' begin with
 * @throws when the group has no machine to be active
 */
export function routeThroughMachines(gateways: IConstruct, machines: IMachineGroup, props: GatewaysProps): void {
  const active = activeMachine(machines, props);
  const address = props.virtualAddress?.toString() ?? active.privateAddress;
  const destinations = [...props.siteSupernets, ...props.links.flatMap(({ remoteCidrs }) => remoteCidrs)];
  for (const [key, destination] of new Map(destinations.map((cidr) => [cidr.key, cidr]))) {
    props.network.addRoute(`${gateways.node.id}-${key}`, {
      destination,
      nextHop: { kind: "machine", address, machineId: active.machineId },
    });
  }
}

function activeMachine({ machines }: IMachineGroup, { name, active = "first" }: GatewaysProps): IMachine {
  const machine = machines[active === "first" ? 0 : 1];
  if (machine) return machine;
  throw new Error(`gateways ${name}: got active machine ${active} of a group of ${machines.length}, expected a pair`);
}
