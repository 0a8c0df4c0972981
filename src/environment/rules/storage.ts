import type { CloudSpecification } from "../schema/clouds";
import type { ClusterSpecification, StorageSpecification } from "../schema/clusters";
import type { Fault } from "../yaml";
import { cloudApiFaults } from "./cloud-apis";
import { fault, indexed, unknownName, type Path, type Rule, type RuleContext } from "./rule";

/** By this label Longhorn knows the nodes that hold volumes. */
const LONGHORN_LABEL = "node.longhorn.io/create-default-disk";

const DRIVERS: Readonly<Record<CloudSpecification["provider"], StorageSpecification["kind"]>> = {
  openstack: "cinder",
  ctyun: "longhorn",
};

const CINDER = { user: "the driver", given: "storage", apis: "Keystone, Cinder and Nova" };

/** A cluster's storage driver is its cloud's, and finds what it makes volumes of. */
export const storage: Rule = (context) =>
  indexed(context.specification.clusters).flatMap(({ value: cluster, index }): Fault[] => {
    const path = ["clusters", index, "storage"];
    const cloud = context.specification.clouds[cluster.cloud];
    if (!cluster.storage || !cloud) return [];
    const driver = DRIVERS[cloud.provider];
    if (cluster.storage.kind !== driver) {
      return [
        fault(
          context,
          [...path, "kind"],
          `got ${cluster.storage.kind} in ${cluster.cloud}, expected ${driver}: its provider is ${cloud.provider}`,
        ),
      ];
    }
    return cluster.storage.kind === "cinder"
      ? cloudApiFaults(context, cluster, CINDER, path)
      : longhornFaults(context, cluster, cluster.storage, path);
  });

function longhornFaults(
  context: RuleContext,
  cluster: ClusterSpecification,
  { pool: given, replicas }: Extract<StorageSpecification, { kind: "longhorn" }>,
  path: Path,
): Fault[] {
  const pool = cluster.pools.find(({ id }) => id === given);
  const at = [...path, "pool"];
  if (!pool) {
    const pools = cluster.pools.map(({ id }) => id);
    return unknownName(context, at, "the id of a pool of this cluster", given, pools);
  }
  const faults: Fault[] = [];
  if (pool.dataDisksGiB.length === 0) {
    faults.push(
      fault(context, at, `got pool ${given} without dataDisksGiB, expected one whose nodes have a data disk`),
    );
  }
  if (pool.labels[LONGHORN_LABEL] !== "true") {
    faults.push(
      fault(
        context,
        at,
        `got pool ${given} without the label ${LONGHORN_LABEL}: "true", expected it: by it Longhorn knows its nodes`,
      ),
    );
  }
  if (pool.nodes < replicas) {
    faults.push(
      fault(
        context,
        [...path, "replicas"],
        `got ${replicas} copies of each volume on the ${pool.nodes} nodes of pool ${given}, expected at most ${pool.nodes}: each copy has a node of its own`,
      ),
    );
  }
  return faults;
}
