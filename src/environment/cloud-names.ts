import type { CloudSpecification } from "./schema/clouds";
import type { SubnetRole, Zone } from "./schema/names";

/**
 * The names that things get at the clouds. The stacks make names with these functions alone, so that the loader can refuse
 * beforehand what a cloud would refuse.
 */
export type CloudProvider = CloudSpecification["provider"];

/** Network of a zone: `prod-medical`. */
export function networkName(environment: string, zone: Zone): string {
  return `${environment}-${zone}`;
}

/** Subnet: `worker-a`. It needs no more, since it is listed with its network. */
export function subnetName(role: SubnetRole, availabilityZone: string): string {
  return `${role}-${availabilityZone}`;
}

/** Security group of a role: `prod-medical-worker`. */
export function securityGroupName(environment: string, zone: Zone, role: SubnetRole): string {
  return `${environment}-${zone}-${role}`;
}

/** Load balancer: `prod-medical-api`; the exchange has one alone, `prod-exchange`. */
export function loadBalancerName(environment: string, zone: Zone, use: "api" | "ingress" | "exchange"): string {
  return use === zone ? `${environment}-${zone}` : `${environment}-${zone}-${use}`;
}

/** A managed cluster: `prod-medical-tianyi`. */
export function clusterName(environment: string, cluster: string): string {
  return `${environment}-${cluster}`;
}

/** Machines of one role or pool and generation: `prod-medical-control-plane-g1`. */
export function machineGroupName(environment: string, zone: Zone, group: string, generation: number): string {
  return `${environment}-${zone}-${group}-g${generation}`;
}

/** Machine: `prod-medical-control-plane-g1-001`. It is also the host name and the name of the Kubernetes node. */
export function machineName(groupName: string, key: string): string {
  return `${groupName}-${key}`;
}

/** Data disk of a machine, counted from 1: `prod-medical-data-g1-001-data-1`. */
export function dataDiskName(machine: string, ordinal: number): string {
  return `${machine}-data-${ordinal}`;
}

/**
 * What a name is given to. `network` and `load-balancer` leave room for the names of their parts, such as `-routes` and
 * `-public`; `public-machine` is a machine whose name its public address has as well; `resource` is anything else.
 */
export type NamedKind = "network" | "load-balancer" | "resource" | "machine" | "public-machine" | "disk";

interface NameRule {
  readonly minimum: number;
  readonly maximum: number;
  readonly pattern: RegExp;
  readonly allowed: string;
}

const ANY: NameRule = { minimum: 1, maximum: 255, pattern: /^.*$/, allowed: "any characters" };

/** A machine's name is its host name and the name of its Kubernetes node: a DNS label (RFC 1123). */
const HOST_NAME: NameRule = {
  minimum: 2,
  maximum: 63,
  pattern: /^[a-z]([a-z0-9]|-(?=[a-z0-9]))+$/,
  allowed: "lower-case letters, digits and single hyphens, starting with a letter",
};

/** The longest ending that a part of a network or load balancer gets: `-routes`, `-egress`, `-public`, `-65535`. */
const LONGEST_ENDING = 7;

const CTYUN_RESOURCE: NameRule = {
  minimum: 2,
  maximum: 32,
  pattern: /^(?!http)[A-Za-z\u4e00-\u9fa5][A-Za-z0-9_\u4e00-\u9fa5-]*$/,
  allowed: "letters, digits, hyphens and underscores, starting with a letter and not with http",
};

const CTYUN_PARENT: NameRule = { ...CTYUN_RESOURCE, maximum: CTYUN_RESOURCE.maximum - LONGEST_ENDING };

/** Sources: the validators of the provider ctyun-it/ctyun 1.2.0; Neutron's, Octavia's and Cinder's limit of 255 characters. */
const NAME_RULES: Readonly<Record<CloudProvider, Readonly<Record<NamedKind, NameRule>>>> = {
  openstack: {
    network: ANY,
    "load-balancer": ANY,
    resource: ANY,
    machine: HOST_NAME,
    "public-machine": HOST_NAME,
    disk: ANY,
  },
  ctyun: {
    network: CTYUN_PARENT,
    "load-balancer": CTYUN_PARENT,
    resource: CTYUN_RESOURCE,
    machine: HOST_NAME,
    "public-machine": { ...HOST_NAME, maximum: CTYUN_RESOURCE.maximum },
    disk: {
      minimum: 2,
      maximum: 63,
      pattern: /^[A-Za-z][A-Za-z0-9._-]*$/,
      allowed: "letters, digits, dots, hyphens and underscores, starting with a letter",
    },
  },
};

/** Why a cloud would refuse a name: what was given and what is allowed. Undefined when the name is good. */
export function nameProblem(provider: CloudProvider, kind: NamedKind, name: string): string | undefined {
  const { minimum, maximum, pattern, allowed } = NAME_RULES[provider][kind];
  const what = kind === "resource" ? "name" : `${kind.replace("-", " ")} name`;
  if (name.length < minimum || name.length > maximum) {
    return `got ${what} "${name}" of ${name.length} characters, expected ${minimum} to ${maximum} in ${provider}`;
  }
  return pattern.test(name) ? undefined : `got ${what} "${name}", expected in ${provider} ${allowed}`;
}
