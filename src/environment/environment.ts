import { AddressPlan } from "./address-plan";
import type { ClusterSpecification } from "./schema/clusters";
import type { CloudSpecification } from "./schema/clouds";
import type { EnvironmentSpecification } from "./schema/environment";
import type { ClusterZone, LoadBalancerName, Zone } from "./schema/names";
import type { ServiceSpecification } from "./schema/services";
import type { Site } from "./schema/sites";
import type { Ipv4Address } from "./values";
import type { Place } from "./yaml";

const CLUSTER_LOAD_BALANCERS = {
  "medical-api": { zone: "medical", use: "api" },
  "medical-ingress": { zone: "medical", use: "ingress" },
  "internet-api": { zone: "internet", use: "api" },
  "internet-ingress": { zone: "internet", use: "ingress" },
} as const;

export interface EnvironmentProps {
  readonly specification: EnvironmentSpecification;
  readonly sites: readonly Site[];
  /** The place of a value in the YAML, for provenance. */
  readonly placeOf: (path: readonly (string | number)[]) => Place;
}

/** One environment, read and checked: what the stacks are made from. */
export class Environment {
  readonly specification: EnvironmentSpecification;
  readonly sites: readonly Site[];
  readonly plan: AddressPlan;
  readonly placeOf: EnvironmentProps["placeOf"];

  constructor(props: EnvironmentProps) {
    this.specification = props.specification;
    this.sites = props.sites;
    this.placeOf = props.placeOf;
    this.plan = new AddressPlan(props.specification);
  }

  get name(): string {
    return this.specification.environment;
  }

  get cloudIds(): string[] {
    return Object.keys(this.specification.clouds);
  }

  cloud(id: string): CloudSpecification {
    const cloud = this.specification.clouds[id];
    if (!cloud) throw new Error(`unknown cloud ${id}: expected one of ${this.cloudIds.join(", ")}`);
    return cloud;
  }

  otherClouds(id: string): string[] {
    return this.cloudIds.filter((other) => other !== id);
  }

  /** The cluster of a zone in a cloud: there is at most one. */
  clusterIn(cloud: string, zone: ClusterZone): ClusterSpecification | undefined {
    return this.specification.clusters.find((cluster) => cluster.cloud === cloud && cluster.zone === zone);
  }

  /** The pinned address of a load balancer of a cloud. Throws when the zone has no cluster there. */
  loadBalancerAddress(cloud: string, name: LoadBalancerName): Ipv4Address {
    if (name === "exchange") {
      return this.plan.loadBalancerAddress(cloud, "exchange", this.cloud(cloud).exchange.address);
    }
    const { zone, use } = CLUSTER_LOAD_BALANCERS[name];
    const cluster = this.clusterIn(cloud, zone);
    if (!cluster) throw new Error(`cloud ${cloud} has no cluster in zone ${zone}, so it has no load balancer ${name}`);
    return this.plan.loadBalancerAddress(cloud, zone, use === "api" ? cluster.apiAddress : cluster.ingressAddress);
  }

  /**
   * Where clients of another zone meet a load balancer, in a cloud that does not route between zones. Undefined where they
   * meet it at its own address.
   */
  endpointAddress(cloud: string, client: Zone, name: LoadBalancerName): Ipv4Address | undefined {
    const specification = this.cloud(cloud);
    if (specification.provider !== "ctyun") return undefined;
    const crossing = specification.crossings.find(({ from, loadBalancer }) => from === client && loadBalancer === name);
    return crossing?.endpoint === undefined
      ? undefined
      : this.plan.loadBalancerAddress(cloud, client, crossing.endpoint);
  }

  /** The address at which machines of a zone meet a load balancer: its own, or that of their zone's endpoint to it. */
  addressSeenFrom(cloud: string, client: Zone, name: LoadBalancerName): Ipv4Address {
    return this.endpointAddress(cloud, client, name) ?? this.loadBalancerAddress(cloud, name);
  }

  /** The service that a flow's end `service:<id>` names; undefined for an external endpoint. */
  serviceOf(reference: string): ServiceSpecification | undefined {
    return this.specification.services.find(({ id }) => reference === `service:${id}`);
  }
}
