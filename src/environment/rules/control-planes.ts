import type { ClusterSpecification, Rke2ClusterSpecification } from "../schema/clusters";
import type { Fault } from "../yaml";
import { fault, indexed, list, type Rule, type RuleContext } from "./rule";

/** The least number of servers that survives the loss of one. */
const LEAST_IN_PRODUCTION = 3;

/** etcd keeps its majority: an odd number of servers, three or more in production, spread over the availability zones. */
export const controlPlanes: Rule = (context) =>
  indexed(context.specification.clusters).flatMap(({ value: cluster, index }) =>
    isRke2(cluster) ? [...countFaults(context, cluster, index), ...spreadFaults(context, cluster)] : [],
  );

function isRke2(cluster: ClusterSpecification): cluster is Rke2ClusterSpecification {
  return cluster.kind === "rke2";
}

function countFaults(
  context: RuleContext,
  { controlPlane: { nodes } }: Rke2ClusterSpecification,
  index: number,
): Fault[] {
  const path = ["clusters", index, "controlPlane", "nodes"];
  if (nodes % 2 === 0) {
    return [
      fault(
        context,
        path,
        `got ${nodes}, expected an odd number such as ${nodes + 1}: ${nodes} servers survive no more failures than ${nodes - 1}`,
      ),
    ];
  }
  if (context.specification.stage === "production" && nodes < LEAST_IN_PRODUCTION) {
    return [
      fault(
        context,
        path,
        `got ${nodes}, expected at least ${LEAST_IN_PRODUCTION} in production: fewer servers do not survive the loss of one`,
      ),
    ];
  }
  return [];
}

function spreadFaults(context: RuleContext, { cloud, zone, controlPlane }: Rke2ClusterSpecification): Fault[] {
  const specification = context.specification.clouds[cloud];
  if (!specification) return [];
  const subnetIndex = specification.zones[zone].subnets.findIndex(({ role }) => role === "control-plane");
  const slots = specification.zones[zone].subnets[subnetIndex]?.slots;
  if (!slots) return [];
  const used = specification.availabilityZones.map(({ id }) => id).filter((id) => slots[id] !== undefined);
  const unused = specification.availabilityZones.map(({ id }) => id).filter((id) => slots[id] === undefined);
  // A majority of three survives the loss of one availability zone only when each holds one.
  const needed = Math.min(LEAST_IN_PRODUCTION, controlPlane.nodes, specification.availabilityZones.length);
  if (used.length >= needed) return [];
  return [
    fault(
      context,
      ["clouds", cloud, "zones", zone, "subnets", subnetIndex, "slots"],
      `got a control plane in ${used.length === 1 ? "one availability zone" : `${used.length} availability zones`} (${list(used)}), expected ${needed}: ${specification.title} has more, add a slot for ${list(unused)}`,
    ),
  ];
}
