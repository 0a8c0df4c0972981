import type { EnvironmentSpecification } from "./schema/environment";
import type { SubnetRole, Zone } from "./schema/names";
import type { SubnetRoleSpecification, ZoneNetworkSpecification } from "./schema/zones";
import type { Cidr, Ipv4Address } from "./values";

/** A subnet as the plan lays it: one per role and availability zone. */
export interface PlannedSubnet {
  readonly cloud: string;
  readonly zone: Zone;
  readonly role: SubnetRole;
  readonly availabilityZone: string;
  readonly cidr: Cidr;
}

/**
 * Where everything stands. Each address follows from numbers that are written in the YAML (a subnet's slot in its zone, a
 * host's number in its subnet), so adding a line moves nothing.
 */
export class AddressPlan {
  private readonly planned: ReadonlyMap<string, readonly PlannedSubnet[]>;

  constructor(private readonly specification: EnvironmentSpecification) {
    this.planned = new Map(
      Object.entries(specification.clouds).flatMap(([cloud, { availabilityZones, zones }]) => {
        const order = availabilityZones.map(({ id }) => id);
        return zonesOf(zones).map(([zone, network]): [string, PlannedSubnet[]] => [
          planKey(cloud, zone),
          network.subnets.flatMap((subnet) =>
            order.flatMap((availabilityZone) => planSubnet(cloud, zone, network, subnet, availabilityZone)),
          ),
        ]);
      }),
    );
  }

  /** The block of a zone in a cloud. */
  zoneCidr(cloud: string, zone: Zone): Cidr {
    return this.cloud(cloud).zones[zone].cidr;
  }

  /** All subnets of a zone in a cloud, by role and then in the order of the cloud's availability zones. */
  subnets(cloud: string, zone: Zone): readonly PlannedSubnet[] {
    return this.planned.get(planKey(cloud, zone)) ?? [];
  }

  /** The subnets of one role; empty when the zone has none. */
  subnetsOf(cloud: string, zone: Zone, role: SubnetRole): readonly PlannedSubnet[] {
    return this.subnets(cloud, zone).filter((subnet) => subnet.role === role);
  }

  /** The subnet that holds the pinned addresses of a zone's load balancers: the one of the first availability zone. */
  loadBalancerSubnet(cloud: string, zone: Zone): PlannedSubnet {
    const [first] = this.subnetsOf(cloud, zone, "load-balancer");
    if (!first) throw new Error(`zone ${zone} of cloud ${cloud} has no load-balancer subnet: add one to its subnets`);
    return first;
  }

  /** The nth address of that subnet. */
  loadBalancerAddress(cloud: string, zone: Zone, host: number): Ipv4Address {
    return this.loadBalancerSubnet(cloud, zone).cidr.host(host);
  }

  private cloud(cloud: string) {
    const specification = this.specification.clouds[cloud];
    if (specification) return specification;
    throw new Error(`unknown cloud ${cloud}: expected one of ${Object.keys(this.specification.clouds).join(", ")}`);
  }
}

function planKey(cloud: string, zone: Zone): string {
  return `${cloud}/${zone}`;
}

function zonesOf(zones: EnvironmentSpecification["clouds"][string]["zones"]): [Zone, ZoneNetworkSpecification][] {
  return [
    ["medical", zones.medical],
    ["management", zones.management],
    ["exchange", zones.exchange],
    ["internet", zones.internet],
  ];
}

function planSubnet(
  cloud: string,
  zone: Zone,
  network: ZoneNetworkSpecification,
  subnet: SubnetRoleSpecification,
  availabilityZone: string,
): PlannedSubnet[] {
  const slot = subnet.slots[availabilityZone];
  if (slot === undefined) return [];
  return [{ cloud, zone, role: subnet.role, availabilityZone, cidr: subnetCidr(network, subnet, slot) }];
}

/**
 * The block of a subnet that starts in a slot. Throws when the slot lies outside the zone or is not a multiple of the
 * subnet's size; the loader's rules report both with their place first.
 */
export function subnetCidr(network: ZoneNetworkSpecification, subnet: SubnetRoleSpecification, slot: number): Cidr {
  const prefixLength = subnet.prefixLength ?? network.slotPrefixLength;
  const slotsPerSubnet = 2 ** (network.slotPrefixLength - prefixLength);
  return network.cidr.subnet(prefixLength, slot / slotsPerSubnet);
}
