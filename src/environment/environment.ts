import { AddressPlan } from "./address-plan";
import type { ClusterSpecification } from "./schema/clusters";
import type { CloudSpecification } from "./schema/clouds";
import type { EnvironmentSpecification } from "./schema/environment";
import type { ClusterZone } from "./schema/names";
import type { ServiceSpecification } from "./schema/services";
import type { Site } from "./schema/sites";
import type { Place } from "./yaml";

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

  /** The service that a flow's end `service:<id>` names; undefined for an external endpoint. */
  serviceOf(reference: string): ServiceSpecification | undefined {
    return this.specification.services.find(({ id }) => reference === `service:${id}`);
  }
}
