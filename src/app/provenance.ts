import { TerraformResource, type TerraformStack } from "cdktf";
import { connectionsOf, transitsOf, type Endpoint } from "../constructs/connectivity";
import { reasonsOf, sourceOf, type SourcePath } from "../constructs/provenance";
import type { Environment } from "../environment/environment";
import { ZONES } from "../environment/schema/names";
import { Port } from "../environment/values";
import { clusterProvenance, type ProvenanceCluster } from "./pod-provenance";

/** What travels beside an environment's Terraform: the intent that its resources no longer show. */
export interface Provenance {
  readonly environment: string;
  readonly zones: readonly ProvenanceZone[];
  /** The block of each site. */
  readonly sites: readonly ProvenanceSite[];
  readonly flows: readonly ProvenanceFlow[];
  /** What routers may pass from outside to outside. */
  readonly transits: readonly ProvenanceFlow[];
  readonly clusters: readonly ProvenanceCluster[];
  /** Addresses of resources that Terraform refuses to destroy, by stack. */
  readonly protected: Readonly<Record<string, readonly string[]>>;
  /** By stack and resource address: the place in the YAML, and for rules what they are for. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, ProvenanceResource>>>>;
}

/** The block of a security domain in one cloud. */
export interface ProvenanceZone {
  readonly cloud: string;
  readonly zone: string;
  readonly block: string;
}

/** What stands at a site. */
export interface ProvenanceSite {
  readonly site: string;
  readonly block: string;
}

/** One permitted connection, as declared. */
export interface ProvenanceFlow {
  readonly cloud: string;
  readonly from: string;
  readonly fromBlocks: readonly string[];
  readonly to: string;
  /** Where the one side meets the other: for a load balancer of another zone the address of its endpoint. */
  readonly toBlocks: readonly string[];
  /** What it opens: in ctyun all of ICMP where one of its types is declared. */
  readonly port: string;
  readonly why: string;
  readonly source: string;
}

export interface ProvenanceResource {
  /** `file:line:column`. */
  readonly source?: string;
  readonly why?: readonly string[];
}

/** Reads the intent off the construct tree of an environment's stacks. */
export function provenanceOf(environment: Environment, stacks: readonly TerraformStack[]): Provenance {
  const protectedResources: Record<string, string[]> = {};
  const resources: Record<string, Record<string, ProvenanceResource>> = {};
  for (const stack of stacks) {
    const found = stack.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
    resources[stack.node.id] = Object.fromEntries(
      found.map((resource) => [addressOf(resource), resourceProvenance(environment, resource)] as const).sort(byKey),
    );
    const kept = found.filter(({ lifecycle }) => lifecycle?.preventDestroy === true).map(addressOf);
    if (kept.length > 0) protectedResources[stack.node.id] = kept.sort();
  }
  return {
    environment: environment.name,
    zones: zonesOf(environment),
    sites: environment.sites.map(({ id, cidr }) => ({ site: id, block: cidr.toString() })),
    flows: flowsOf(environment),
    transits: routersTransits(environment),
    clusters: clusterProvenance(environment, stacks, (path) => place(environment, path)),
    protected: protectedResources,
    resources,
  };
}

/** The address by which Terraform names a resource. */
export function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

function zonesOf(environment: Environment): ProvenanceZone[] {
  return environment.cloudIds.flatMap((cloud) =>
    ZONES.map((zone) => ({ cloud, zone, block: environment.plan.zoneCidr(cloud, zone).toString() })),
  );
}

function flowsOf(environment: Environment): ProvenanceFlow[] {
  return environment.cloudIds.flatMap((cloud) =>
    connectionsOf(environment, cloud).map(({ from, to, port, why, path }) => ({
      cloud,
      from: endpointName(from),
      fromBlocks: blocksOf(environment, cloud, from),
      to: endpointName(to),
      toBlocks: blocksOf(environment, cloud, to, from),
      port: openedPort(environment, cloud, port).toString(),
      why,
      source: place(environment, path),
    })),
  );
}

function routersTransits(environment: Environment): ProvenanceFlow[] {
  return environment.cloudIds.flatMap((cloud) =>
    transitsOf(environment, cloud).map(({ from, to, why, path }) => ({
      cloud,
      from: endpointName(from),
      fromBlocks: blocksOf(environment, cloud, from),
      to: endpointName(to),
      toBlocks: blocksOf(environment, cloud, to),
      port: "any",
      why,
      source: place(environment, path),
    })),
  );
}

/** What a connection opens in its cloud: a rule of ctyun's cannot name an ICMP type, so who needs one has them all. */
function openedPort(environment: Environment, cloud: string, port: Port): Port {
  return port.protocol === "icmp" && environment.cloud(cloud).provider === "ctyun" ? Port.icmp() : port;
}

/** @param client who meets the endpoint; undefined for the client itself */
function blocksOf(environment: Environment, cloud: string, endpoint: Endpoint, client?: Endpoint): string[] {
  switch (endpoint.kind) {
    case "role":
      return environment.plan.subnetsOf(cloud, endpoint.zone, endpoint.role).map(({ cidr }) => cidr.toString());
    case "load-balancer": {
      const address =
        client?.kind === "role"
          ? environment.addressSeenFrom(cloud, client.zone, endpoint.name)
          : environment.loadBalancerAddress(cloud, endpoint.name);
      return [`${address.toString()}/32`];
    }
    case "outside":
      return endpoint.blocks.map(({ cidr }) => cidr.toString());
  }
}

function endpointName(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case "role":
      return `${endpoint.zone}/${endpoint.role}`;
    case "load-balancer":
      return `load-balancer/${endpoint.name}`;
    case "outside":
      return `outside/${endpoint.id}`;
  }
}

function resourceProvenance(environment: Environment, resource: TerraformResource): ProvenanceResource {
  const path = sourceOf(resource);
  const why = reasonsOf(resource);
  return { ...(path && { source: place(environment, path) }), ...(why.length > 0 && { why }) };
}

function place(environment: Environment, path: SourcePath): string {
  const { file, line, column } = environment.placeOf(path);
  return `${file}:${line}:${column}`;
}

function byKey([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
