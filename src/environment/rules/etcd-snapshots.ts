import { fault, indexed, list, unknownName, type Rule } from "./rule";

/** Snapshots of etcd go to an object store that the cluster reaches and that outlives its cloud. */
export const etcdSnapshots: Rule = (context) =>
  indexed(context.specification.clusters).flatMap(({ value: cluster, index }) => {
    if (cluster.kind !== "rke2") return [];
    const path = ["clusters", index, "etcdSnapshots", "endpoint"];
    const given = cluster.etcdSnapshots.endpoint;
    const stores = context.specification.externalEndpoints
      .filter(({ kind }) => kind === "object-store")
      .map(({ id }) => id);
    const endpoint = context.specification.externalEndpoints.find(({ id }) => id === given);
    if (!endpoint)
      return unknownName(context, path, "the id of an external endpoint of kind object-store", given, stores);
    if (endpoint.kind !== "object-store") {
      return [
        fault(
          context,
          path,
          `got ${given} of kind ${endpoint.kind}, expected an external endpoint of kind object-store: ${list(stores)}`,
        ),
      ];
    }
    if (endpoint.hostedIn === cluster.cloud) {
      return [
        fault(
          context,
          path,
          `got ${given}, which ${cluster.cloud} itself hosts, expected an object store elsewhere: it would be lost with the cluster`,
        ),
      ];
    }
    if (endpoint.access[cluster.zone] === undefined) {
      return [
        fault(
          context,
          path,
          `got ${given}, expected an object store that zone ${cluster.zone} may reach: its access names ${list(Object.keys(endpoint.access))}`,
        ),
      ];
    }
    if (endpoint.clouds !== undefined && !endpoint.clouds.includes(cluster.cloud)) {
      return [
        fault(
          context,
          path,
          `got ${given}, expected an object store that ${cluster.cloud} uses: its clouds are ${list(endpoint.clouds)}`,
        ),
      ];
    }
    return [];
  });
