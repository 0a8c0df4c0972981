import { LEAST_REPLICAS_IN_PRODUCTION } from "../least-replicas";
import type { ServiceSpecification } from "../schema/services";
import type { Fault } from "../yaml";
import { cloudsOf, fault, indexed, list, unknownName, type Path, type Rule, type RuleContext } from "./rule";

/** Shares add up, name clouds that have a cluster of the zone, and leave each of them enough replicas. */
export const shares: Rule = (context) =>
  indexed(context.specification.services).flatMap(({ value: service, index }) => {
    const path = ["services", index];
    const placement = [...sumFaults(context, service, path), ...placeFaults(context, service, path)];
    // Replicas are counted by shares that make sense.
    return placement.length > 0 ? placement : replicaFaults(context, service, path);
  });

function sumFaults(context: RuleContext, { share }: ServiceSpecification, path: Path): Fault[] {
  const sum = Object.values(share).reduce((total, percent) => total + percent, 0);
  if (sum === 100) return [];
  return [fault(context, [...path, "share"], `got shares that add up to ${sum}, expected 100`)];
}

function placeFaults(context: RuleContext, { share, zone }: ServiceSpecification, path: Path): Fault[] {
  const known = cloudsOf(context).map(([id]) => id);
  return Object.keys(share).flatMap((cloud) => {
    const cloudPath = [...path, "share", cloud];
    if (!known.includes(cloud)) return unknownName(context, cloudPath, "the name of a cloud", cloud, known);
    const placed = context.specification.clusters
      .filter((cluster) => cluster.zone === zone)
      .map((cluster) => cluster.cloud);
    if (placed.includes(cloud)) return [];
    return [
      fault(
        context,
        cloudPath,
        `got ${cloud}, which has no cluster of zone ${zone}, expected one of ${placed.length > 0 ? list(placed) : "none"}`,
      ),
    ];
  });
}

function replicaFaults(context: RuleContext, service: ServiceSpecification, path: Path): Fault[] {
  const { replicas, autoscale } = service;
  const faults = [...scarceReplicas(context, service, path)];
  if (autoscale !== undefined && autoscale.maximum < replicas) {
    faults.push(
      fault(
        context,
        [...path, "autoscale", "maximum"],
        `got ${autoscale.maximum}, expected at least the ${replicas} replicas it starts with`,
      ),
    );
  }
  return faults;
}

function scarceReplicas(context: RuleContext, { replicas, share }: ServiceSpecification, path: Path): Fault[] {
  const clouds = Object.entries(share);
  if (replicas < clouds.length) {
    return [
      fault(
        context,
        [...path, "replicas"],
        `got ${replicas}, expected at least ${clouds.length}: one for each cloud of share`,
      ),
    ];
  }
  if (context.specification.stage !== "production") return [];
  const least = LEAST_REPLICAS_IN_PRODUCTION;
  return clouds
    .filter(([, percent]) => replicas * percent < least * 100)
    .map(([cloud, percent]) =>
      fault(
        context,
        [...path, "replicas"],
        `got ${replicas}, expected at least ${Math.ceil((least * 100) / percent)} in production: the ${percent} percent of ${cloud} must be ${least} or more, so that it survives the loss of a machine`,
      ),
    );
}
