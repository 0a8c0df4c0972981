import { machinesInPlace } from "../machine-places";
import type { ClusterSpecification, NodePoolSpecification } from "../schema/clusters";
import { cloudZonesOf, indexed, type RuleContext } from "./rule";
import { laidSubnets } from "./subnets";

/** Nodes of a pool, by the availability zone that they stand in. */
export interface PlacedNodes {
  readonly pool: NodePoolSpecification;
  readonly index: number;
  readonly places: readonly { readonly availabilityZone: string; readonly nodes: number }[];
}

/** The pools whose nodes take services: those without a taint that keeps pods away. */
export function poolsForServices(context: RuleContext, { cloud, zone, pools }: ClusterSpecification): PlacedNodes[] {
  const cloudZone = cloudZonesOf(context).find((each) => each.cloud === cloud && each.zone === zone);
  if (!cloudZone) return [];
  const subnets = laidSubnets(cloudZone);
  return indexed(pools)
    .filter(({ value: { taints } }) => taints.every(({ effect }) => effect === "PreferNoSchedule"))
    .map(({ value: pool, index }) => {
      const own = subnets.filter(({ role }) => role === pool.role);
      const places = own.map(({ availabilityZone }, position) => ({
        availabilityZone,
        nodes: machinesInPlace(pool.nodes, position, own.length),
      }));
      return { pool, index, places };
    });
}

/** The availability zones in which pools stand. */
export function availabilityZonesOf(pools: readonly PlacedNodes[]): string[] {
  return [...new Set(pools.flatMap(({ places }) => places.map(({ availabilityZone }) => availabilityZone)))];
}
