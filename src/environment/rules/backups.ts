import { endpointFaults, hostFaults } from "./endpoint-references";
import { indexed, type Rule } from "./rule";

/** Backups of a cluster go to an object store that it reaches and that outlives its cloud. */
export const backups: Rule = (context) =>
  indexed(context.specification.clusters).flatMap(({ value: cluster, index }) => {
    if (!cluster.backups) return [];
    const { endpoint } = cluster.backups;
    const path = ["clusters", index, "backups", "endpoint"];
    const faults = endpointFaults(context, path, endpoint, cluster, {
      kind: "object-store",
      noun: "an object store",
      elsewhere: "backups would be lost with the cluster",
    });
    return faults.length > 0 ? faults : hostFaults(context, path, endpoint);
  });
