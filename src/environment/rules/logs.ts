import { LEAST_LOG_RETENTION_DAYS } from "../schema/clusters";
import type { Fault } from "../yaml";
import { endpointFaults, hostFaults } from "./endpoint-references";
import { fault, indexed, type Rule, type RuleContext } from "./rule";

/** Logs of a cluster go to a bucket of its own in an object store that it reaches, and stay as long as the law asks. */
export const logs: Rule = (context) =>
  indexed(context.specification.clusters).flatMap(({ value: cluster, index }) => {
    if (!cluster.logs) return [];
    const { endpoint } = cluster.logs;
    const path = ["clusters", index, "logs"];
    const place = [...path, "endpoint"];
    const faults = endpointFaults(context, place, endpoint, cluster, { kind: "object-store", noun: "an object store" });
    return [
      ...(faults.length > 0 ? faults : hostFaults(context, place, endpoint)),
      ...bucketFaults(context, index),
      ...retentionFaults(context, index, cluster.logs.retentionDays),
    ];
  });

/** Loki knows no folders, and each one deletes what it does not know. */
function bucketFaults(context: RuleContext, index: number): Fault[] {
  const { clusters } = context.specification;
  const own = clusters[index]?.logs;
  const other = clusters
    .slice(0, index)
    .find(({ logs: them }) => them !== undefined && them.endpoint === own?.endpoint && them.bucket === own.bucket);
  if (!own || !other) return [];
  return [
    fault(
      context,
      ["clusters", index, "logs", "bucket"],
      `got ${own.bucket}, in which ${other.id} keeps its logs, expected a bucket of this cluster alone`,
    ),
  ];
}

function retentionFaults(context: RuleContext, index: number, days: number): Fault[] {
  if (context.specification.stage === "development" || days >= LEAST_LOG_RETENTION_DAYS) return [];
  return [
    fault(
      context,
      ["clusters", index, "logs", "retentionDays"],
      `got ${days}, expected at least ${LEAST_LOG_RETENTION_DAYS}: the Cybersecurity Law asks for six months of logs`,
    ),
  ];
}
