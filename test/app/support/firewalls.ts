import type { SynthesizedResource } from "./synthesized";

/** One rule of a security group in either cloud, in the same words. */
export interface FirewallRuleFact {
  readonly stack: string;
  readonly address: string;
  readonly protocol: unknown;
  /** `443` or `8000-9000`; undefined for all ports. */
  readonly ports: string | undefined;
  readonly peer: unknown;
  readonly securityGroup: unknown;
}

const RULES = ["openstack_networking_secgroup_rule_v2", "ctyun_security_group_rule"];

/** Types that say who may connect: rules of security groups, and listeners' access lists. */
export const PERMISSION_TYPES = [...RULES, "openstack_lb_listener_v2", "ctyun_elb_acl"];

export function firewallRules(resources: readonly SynthesizedResource[]): FirewallRuleFact[] {
  return resources
    .filter(({ type }) => RULES.includes(type))
    .map(({ stack, address, values }) => ({
      stack,
      address,
      protocol: values.protocol,
      ports: portsOf(values),
      peer: values.remote_ip_prefix ?? values.dest_cidr_ip,
      securityGroup: values.security_group_id,
    }));
}

/** Address blocks that a listener admits. */
export function admittedBlocks({ values }: SynthesizedResource): unknown {
  return values.allowed_cidrs ?? values.source_ips;
}

/** Something that is reached at a public address. */
export interface PublicThing {
  readonly stack: string;
  readonly address: string;
  readonly zone: string | undefined;
}

/**
 * The machines and load balancers with a public address: ports and load balancers of floating IPs, machines and load
 * balancers of EIPs. Source NAT is not among them: nobody connects to it.
 */
export function publicThings(resources: readonly SynthesizedResource[]): PublicThing[] {
  return resources
    .filter(({ type, values }) => isPublicAssociation(type) || values.eip_id !== undefined)
    .map((resource) => {
      const { stack, values } = resource;
      const holder = isPublicAssociation(resource.type)
        ? target(resources, stack, values.port_id ?? values.instance_id)
        : resource;
      return { stack, address: holder.address, zone: zoneOf(holder) };
    });
}

/** The zone of a thing's network, read off the names that its references carry. */
export function zoneOf({ values }: SynthesizedResource): string | undefined {
  const reference = [values.network_id, values.vpc_id, values.vip_subnet_id, values.subnet_id].find(
    (value) => typeof value === "string",
  );
  return /(medical|management|exchange|internet)_(?:network|vpc|subnet)/.exec(String(reference))?.[1];
}

/** The resource of the same stack that a reference such as `${ctyun_ecs.name.id}` names. */
export function target(
  resources: readonly SynthesizedResource[],
  stack: string,
  reference: unknown,
): SynthesizedResource {
  const address = /^\$\{([a-z0-9_]+\.[\w-]+)\.\w+\}$/.exec(String(reference))?.[1];
  const found = resources.find((resource) => resource.stack === stack && resource.address === address);
  if (!found) throw new Error(`stack ${stack} has no resource ${String(reference)}`);
  return found;
}

function isPublicAssociation(type: string): boolean {
  return type === "openstack_networking_floatingip_associate_v2" || type === "ctyun_eip_association";
}

function portsOf({
  port_range_min: from,
  port_range_max: to,
  range,
}: SynthesizedResource["values"]): string | undefined {
  if (typeof range === "string") return range;
  if (typeof from !== "number" || typeof to !== "number") return undefined;
  return from === to ? String(from) : `${from}-${to}`;
}
