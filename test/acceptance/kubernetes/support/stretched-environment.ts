import type { Environment } from "../../../../src/environment/environment";
import type { Rke2ClusterSpecification } from "../../../../src/environment/schema/clusters";
import { changedEnvironment } from "../../../app/support/changed-environment";
import { environmentNamed } from "../../../app/support/synthesized";

/** An environment in which one cluster has the services of a zone that both clouds share. */
export interface StretchedEnvironment {
  readonly environment: Environment;
  /** Whose stacks have them. */
  readonly cluster: Rke2ClusterSpecification;
  /** Whose machines join its own. */
  readonly other: Rke2ClusterSpecification;
  /** Services that are placed in both clouds. */
  readonly services: readonly string[];
}

/**
 * Makes one cluster of the two that a zone has: the services that both clouds share have all their replicas in the first. The
 * other cloud gets as many machines, so that either holds all services alone.
 */
export function stretchedEnvironment(name: string, zone: Rke2ClusterSpecification["zone"]): StretchedEnvironment {
  const { sites, specification } = environmentNamed(name);
  const [first, second] = specification.clusters.filter((cluster) => cluster.zone === zone);
  if (first?.kind !== "rke2" || second?.kind !== "rke2") throw new Error(`${name} has no two RKE2 clusters in ${zone}`);
  const shared = specification.services
    .map((service, index) => ({ service, index }))
    .filter(({ service }) => service.zone === zone && first.cloud in service.share && second.cloud in service.share);
  const environment = changedEnvironment(
    name,
    {
      set: {
        ...Object.fromEntries(shared.map(({ index }) => [`services.${index}.share`, { [first.cloud]: 100 }])),
        [`clusters.${specification.clusters.indexOf(second)}.pools.0.nodes`]: first.pools[0]?.nodes,
      },
    },
    sites,
  );
  return {
    environment,
    cluster: clusterIn(environment, first.id),
    other: clusterIn(environment, second.id),
    services: shared.map(({ service }) => service.id),
  };
}

function clusterIn({ specification }: Environment, id: string): Rke2ClusterSpecification {
  const found = specification.clusters.find((cluster) => cluster.id === id);
  if (found?.kind === "rke2") return found;
  throw new Error(`there is no RKE2 cluster ${id}`);
}
