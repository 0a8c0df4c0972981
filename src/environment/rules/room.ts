import { standingGenerations, type Generations } from "../generations";
import { machinesInPlace } from "../machine-places";
import { roomInSubnet } from "../host-numbers";
import type { SubnetRole, Zone } from "../schema/names";
import type { Fault } from "../yaml";
import { cloudsOf, cloudZonesOf, fault, type CloudZone, type Rule, type RuleContext } from "./rule";
import { laidSubnets } from "./subnets";

/** Machines of one kind that stand in the subnets of a role. */
interface Occupants {
  readonly cloud: string;
  readonly zone: Zone;
  readonly role: SubnetRole;
  readonly machines: number;
}

/** Each subnet has room for the machines that stand in it, those of retiring generations as well. */
export const roomForMachines: Rule = (context) => {
  const all = machines(context);
  return cloudZonesOf(context).flatMap((cloudZone) => roomFaults(context, cloudZone, all));
};

function machines(context: RuleContext): Occupants[] {
  const platform = cloudsOf(context).flatMap(([cloud, { exchange, gateways, management }]) => [
    ...occupants(cloud, "exchange", "exchange-proxy", exchange.machines, exchange),
    ...(gateways.kind === "machines"
      ? occupants(cloud, "exchange", "gateway", gateways.machines, { ...gateways, retiring: [] })
      : []),
    ...occupants(cloud, "management", "bastion", management.machines, management),
  ]);
  const nodes = context.specification.clusters.flatMap((cluster) => [
    ...(cluster.kind === "rke2"
      ? occupants(cluster.cloud, cluster.zone, "control-plane", cluster.controlPlane.nodes, cluster.controlPlane)
      : []),
    ...cluster.pools.flatMap((pool) => occupants(cluster.cloud, cluster.zone, pool.role, pool.nodes, pool)),
  ]);
  return [...platform, ...nodes];
}

function occupants(cloud: string, zone: Zone, role: SubnetRole, count: number, generations: Generations): Occupants[] {
  return standingGenerations(generations).map(() => ({ cloud, zone, role, machines: count }));
}

function roomFaults(context: RuleContext, cloudZone: CloudZone, all: readonly Occupants[]): Fault[] {
  const laid = laidSubnets(cloudZone);
  return laid.flatMap((subnet) => {
    const siblings = laid.filter(({ role }) => role === subnet.role);
    const position = siblings.indexOf(subnet);
    // Machines are dealt to the availability zones in turn, so the first ones get one more.
    const needed = all
      .filter(({ cloud, zone, role }) => cloud === cloudZone.cloud && zone === cloudZone.zone && role === subnet.role)
      .reduce((sum, group) => sum + machinesInPlace(group.machines, position, siblings.length), 0);
    const room = roomInSubnet(cloudZone.specification.provider, subnet.cidr);
    if (needed <= room) return [];
    return [
      fault(
        context,
        subnet.path,
        `got ${subnet.cidr.toString()}, which has room for ${room} machines, expected room for ${needed}: set a smaller prefixLength for role ${subnet.role}`,
      ),
    ];
  });
}
