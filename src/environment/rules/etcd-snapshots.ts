import { endpointFaults } from "./endpoint-references";
import { indexed, type Rule } from "./rule";

/** Snapshots of etcd go to an object store that the cluster reaches and that outlives its cloud. */
export const etcdSnapshots: Rule = (context) =>
  indexed(context.specification.clusters).flatMap(({ value: cluster, index }) => {
    if (cluster.kind !== "rke2") return [];
    const path = ["clusters", index, "etcdSnapshots", "endpoint"];
    return endpointFaults(context, path, cluster.etcdSnapshots.endpoint, cluster, {
      kind: "object-store",
      noun: "an object store",
      elsewhere: "it would be lost with the cluster",
    });
  });
