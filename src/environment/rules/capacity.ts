import { roomForServices, type Capacity } from "../node-capacity";
import type { ClusterSpecification } from "../schema/clusters";
import { cores, gibibytes } from "../values";
import type { Fault } from "../yaml";
import { placedServices } from "./placed-services";
import { fault, indexed, type Rule, type RuleContext } from "./rule";
import { availabilityZonesOf, poolsForServices, type PlacedNodes } from "./service-pools";

/**
 * A cluster has room for its services when its largest availability zone is lost. In a cloud with one alone the other cloud
 * stands in for it, and here the failure domain is a machine. Development has no such promise.
 */
export const roomWithoutAvailabilityZone: Rule = (context) => {
  if (context.specification.stage === "development") return [];
  return indexed(context.specification.clusters).flatMap(({ value: cluster, index }) =>
    capacityFaults(context, cluster, index),
  );
};

/** What is left when something is lost. */
interface Loss {
  readonly lost: string;
  readonly nodes: number;
  readonly room: Capacity;
}

function capacityFaults(context: RuleContext, cluster: ClusterSpecification, index: number): Fault[] {
  const pools = poolsForServices(context, cluster);
  const [first] = pools;
  const losses = possibleLosses(pools);
  const needed = neededRoom(context, cluster);
  if (!first) return [];
  return (["cpu", "memory"] as const).flatMap((resource) => {
    const [worst] = losses.toSorted((one, other) => one.room[resource] - other.room[resource]);
    if (!worst || needed[resource] <= worst.room[resource]) return [];
    const show = resource === "cpu" ? cores : gibibytes;
    const all = pools.reduce((sum, { pool }) => sum + pool.nodes, 0);
    return [
      fault(
        context,
        ["clusters", index, "pools", first.index, "nodes"],
        `got ${all} ${all === 1 ? "node" : "nodes"} for the services of ${cluster.id}, of which ${worst.nodes} with ${show(worst.room[resource])} are left when ${worst.lost} is lost, expected at least the ${show(needed[resource])} that the services request there: add nodes, or choose a larger flavor`,
      ),
    ];
  });
}

function possibleLosses(pools: readonly PlacedNodes[]): Loss[] {
  const names = availabilityZonesOf(pools);
  if (names.length > 1) {
    return names.map((name) =>
      remaining(pools, `availability zone ${name}`, ({ places }) =>
        places.filter(({ availabilityZone }) => availabilityZone === name).reduce((sum, { nodes }) => sum + nodes, 0),
      ),
    );
  }
  return pools
    .filter(({ pool }) => pool.nodes > 0)
    .map((one) => remaining(pools, `a machine of pool ${one.pool.id}`, (other) => (other === one ? 1 : 0)));
}

function remaining(pools: readonly PlacedNodes[], lost: string, lostNodes: (placed: PlacedNodes) => number): Loss {
  const left = pools.map((placed) => ({
    nodes: placed.pool.nodes - lostNodes(placed),
    room: roomForServices(placed.pool),
  }));
  const sum = (amount: (one: (typeof left)[number]) => number) => left.reduce((all, one) => all + amount(one), 0);
  return {
    lost,
    nodes: sum(({ nodes }) => nodes),
    room: { cpu: sum(({ nodes, room }) => nodes * room.cpu), memory: sum(({ nodes, room }) => nodes * room.memory) },
  };
}

function neededRoom(context: RuleContext, cluster: ClusterSpecification): Capacity {
  const placed = placedServices(context, cluster);
  return {
    cpu: placed.reduce((sum, { service, replicas }) => sum + service.requests.cpu.amount * replicas.minimum, 0),
    memory: placed.reduce((sum, { service, replicas }) => sum + service.requests.memory.amount * replicas.minimum, 0),
  };
}
