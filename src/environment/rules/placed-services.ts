import { replicasIn, type ReplicaRange } from "../replicas";
import type { ClusterSpecification } from "../schema/clusters";
import type { ServiceSpecification } from "../schema/services";
import { indexed, type RuleContext } from "./rule";

/** A service in one cluster, with the part of its replicas that runs there. */
export interface PlacedReplicas {
  readonly service: ServiceSpecification;
  readonly index: number;
  readonly replicas: ReplicaRange;
}

/** The services of a cluster, without those whose replicas and shares are a fault of their own. */
export function placedServices(context: RuleContext, { cloud, zone }: ClusterSpecification): PlacedReplicas[] {
  return indexed(context.specification.services).flatMap(({ value: service, index }) => {
    const { share, replicas, autoscale } = service;
    const canBeSplit = replicas >= Object.keys(share).length && (autoscale?.maximum ?? replicas) >= replicas;
    if (service.zone !== zone || share[cloud] === undefined || !canBeSplit) return [];
    return [{ service, index, replicas: replicasIn(service, cloud) }];
  });
}
