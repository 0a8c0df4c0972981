import { subnetCidr } from "../address-plan";
import { SUBNET_ROLES, type SubnetRole, type Zone } from "../schema/names";
import type { SubnetRoleSpecification, ZoneNetworkSpecification } from "../schema/zones";
import type { Cidr } from "../values";
import type { Fault } from "../yaml";
import {
  cloudZonesOf,
  fault,
  indexed,
  list,
  unknownName,
  type CloudZone,
  type Path,
  type Rule,
  type RuleContext,
} from "./rule";
import { overlappingPairs } from "./sweep";

/** What may stand in a zone. */
const ROLES_BY_ZONE: Readonly<Record<Zone, readonly SubnetRole[]>> = {
  medical: ["load-balancer", "control-plane", "worker", "data"],
  internet: ["load-balancer", "control-plane", "worker", "data"],
  exchange: ["load-balancer", "exchange-proxy", "gateway"],
  management: ["load-balancer", "bastion", "runner"],
};

/** A subnet whose slot is good. */
export interface LaidSubnet {
  readonly cidr: Cidr;
  readonly role: SubnetRole;
  readonly availabilityZone: string;
  readonly path: Path;
}

/** The subnets of a zone whose slots are good, by role and then in the order of the cloud's availability zones. */
export function laidSubnets({ specification, network, path }: CloudZone): LaidSubnet[] {
  // An identifier that stands twice is a fault of its own.
  const availabilityZones = [...new Set(specification.availabilityZones.map(({ id }) => id))];
  return indexed(network.subnets).flatMap(({ value: subnet, index }) =>
    availabilityZones.flatMap((availabilityZone) => {
      const slot = subnet.slots[availabilityZone];
      if (slot === undefined || slotProblem(network, subnet, slot) !== undefined) return [];
      const subnetPath = [...path, "subnets", index, "slots", availabilityZone];
      return [{ cidr: subnetCidr(network, subnet, slot), role: subnet.role, availabilityZone, path: subnetPath }];
    }),
  );
}

/** Each subnet lies inside its zone, starts at a multiple of its size, overlaps no other, and each role stands once. */
export const subnets: Rule = (context) =>
  cloudZonesOf(context).flatMap((cloudZone) => [
    ...slotFaults(context, cloudZone),
    ...overlappingSubnets(context, cloudZone),
    ...roleFaults(context, cloudZone),
    ...missingRoles(context, cloudZone),
  ]);

function slotFaults(context: RuleContext, { specification, network, path }: CloudZone): Fault[] {
  const known = specification.availabilityZones.map(({ id }) => id);
  return indexed(network.subnets).flatMap(({ value: subnet, index }) =>
    Object.entries(subnet.slots).flatMap(([availabilityZone, slot]) => {
      const slotPath = [...path, "subnets", index, "slots", availabilityZone];
      const problem = slotProblem(network, subnet, slot);
      return [
        ...unknownName(context, slotPath, "the id of an availability zone of this cloud", availabilityZone, known),
        ...(problem === undefined ? [] : [fault(context, slotPath, problem)]),
      ];
    }),
  );
}

function slotProblem(
  network: ZoneNetworkSpecification,
  subnet: SubnetRoleSpecification,
  slot: number,
): string | undefined {
  const { cidr, slotPrefixLength } = network;
  const prefixLength = subnet.prefixLength ?? slotPrefixLength;
  const slots = 2 ** (slotPrefixLength - cidr.prefixLength);
  const slotsPerSubnet = Math.max(1, 2 ** (slotPrefixLength - prefixLength));
  if (slotsPerSubnet > slots) {
    return `got a subnet of /${prefixLength}, expected one that fits into its zone, ${cidr.toString()}`;
  }
  if (slot % slotsPerSubnet !== 0) {
    return `got slot ${slot}, expected a multiple of ${slotsPerSubnet}: a subnet of /${prefixLength} spans ${slotsPerSubnet} slots of /${slotPrefixLength}`;
  }
  if (slot + slotsPerSubnet > slots) {
    return `got slot ${slot}, expected at most ${slots - slotsPerSubnet}: the zone's ${cidr.toString()} has ${slots} slots of /${slotPrefixLength}`;
  }
  return undefined;
}

function overlappingSubnets(context: RuleContext, cloudZone: CloudZone): Fault[] {
  return overlappingPairs(laidSubnets(cloudZone)).map(([one, other]) =>
    fault(context, other.path, `got ${describe(other)}, expected a slot of its own: it overlaps ${describe(one)}`),
  );
}

function describe({ cidr, role, availabilityZone }: LaidSubnet): string {
  return `${cidr.toString()} (${role} in ${availabilityZone})`;
}

function roleFaults(context: RuleContext, { zone, network, path }: CloudZone): Fault[] {
  const allowed = ROLES_BY_ZONE[zone];
  return indexed(network.subnets).flatMap(({ value: { role }, index }) => {
    const rolePath = [...path, "subnets", index, "role"];
    if (!allowed.includes(role)) {
      return [fault(context, rolePath, `got role ${role} in zone ${zone}, expected one of ${list(allowed)}`)];
    }
    if (network.subnets.findIndex((other) => other.role === role) === index) return [];
    return [
      fault(
        context,
        rolePath,
        `got role ${role} a second time, expected each role once: name all its slots in one entry`,
      ),
    ];
  });
}

function missingRoles(context: RuleContext, cloudZone: CloudZone): Fault[] {
  const present = cloudZone.network.subnets.map(({ role }) => role);
  return neededRoles(context, cloudZone)
    .filter((role) => !present.includes(role))
    .map((role) =>
      fault(
        context,
        [...cloudZone.path, "subnets"],
        `got no subnet for role ${role}, expected one: add - { role: ${role}, slots: { … } }`,
      ),
    );
}

function neededRoles(context: RuleContext, { cloud, specification, zone }: CloudZone): SubnetRole[] {
  if (zone === "management")
    return ["bastion", "runner", ...(hasCrossing(specification, zone) ? ["load-balancer" as const] : [])];
  if (zone === "exchange") {
    return [
      "load-balancer",
      "exchange-proxy",
      ...(specification.gateways.kind === "machines" ? ["gateway" as const] : []),
    ];
  }
  const clusters = context.specification.clusters.filter((cluster) => cluster.cloud === cloud && cluster.zone === zone);
  const needed = new Set<SubnetRole>();
  for (const cluster of clusters) {
    needed.add("load-balancer");
    if (cluster.kind === "rke2") needed.add("control-plane");
    for (const { role } of cluster.pools) needed.add(role);
  }
  return SUBNET_ROLES.filter((role) => needed.has(role));
}

function hasCrossing(cloud: CloudZone["specification"], zone: Zone): boolean {
  return cloud.provider === "ctyun" && cloud.crossings.some(({ from }) => from === zone);
}
