import type { Template } from "./template";

/** Servers of a cluster by default. */
const CONTROL_PLANE = 3;

/** Nodes of one pool at most. */
const POOL = 250;

/** Room for 4,000 workers in each of three availability zones: sixteen slots of 254 machines each. */
const WORKER_SUBNETS = { prefixLength: 20, slots: { a: 16, b: 32, c: 48 } };

/** As many nodes as asked for over all clusters, in workers' pools beside the pools for data. */
export function grownClusters({ clusters }: Template, nodes: number): Template["clusters"] {
  return clusters.map((cluster, index) => {
    const [general] = cluster.pools;
    if (!general) throw new Error(`cluster ${cluster.id} has no pool to grow`);
    const others = cluster.pools.filter((pool) => pool !== general);
    const workers =
      Math.round(nodes / clusters.length) - others.reduce((sum, pool) => sum + pool.nodes, 0) - CONTROL_PLANE;
    const pools = Array.from({ length: Math.ceil(workers / POOL) }, (_, number) => ({
      ...general,
      id: number === 0 ? general.id : `${general.id}-${number + 1}`,
      nodes: Math.min(POOL, workers - number * POOL),
    }));
    return {
      ...cluster,
      // A block of 256 pods for each of 4,096 nodes, from 10.64 on; the services' blocks lie before them.
      podCidr: `10.${64 + index * 16}.0.0/12`,
      serviceCidr: `10.48.${index * 16}.0/20`,
      pools: [...pools, ...others],
    };
  });
}

/** Subnets for workers in which so many nodes have room. */
export function grownClouds({ clouds }: Template): Template["clouds"] {
  return mapValues(clouds, (cloud) => ({
    ...cloud,
    zones: mapValues(cloud.zones, (zone) => ({
      ...zone,
      subnets: zone.subnets.map((subnet) => {
        if (subnet.role !== "worker") return subnet;
        const { prefixLength, slots } = WORKER_SUBNETS;
        const used = Object.entries(slots).filter(([availabilityZone]) => availabilityZone in subnet.slots);
        return { ...subnet, prefixLength, slots: Object.fromEntries(used) };
      }),
    })),
  }));
}

function mapValues<Given, Made>(
  record: Readonly<Record<string, Given>>,
  change: (value: Given) => Made,
): Record<string, Made> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
