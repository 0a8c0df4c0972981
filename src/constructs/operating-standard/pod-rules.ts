import { DATA_CLASSES } from "../../environment/schema/services";
import { FAILURE_DOMAINS, NODE_TAINTS_POLICY } from "../kubernetes/topology-spread";
import { PLATFORM_KEYS } from "../services/labels";
import { POD_CARRIERS, REPLICA_COUNTS, REPLICATED } from "./matched-resources";
import { celText, celTexts, type OperatingRule } from "./operating-rule";

/** What each pod says of itself and asks of its node. */
export const POD_RULES: readonly OperatingRule[] = [
  {
    name: "owner-label",
    resources: POD_CARRIERS,
    offenders: `${celTexts([PLATFORM_KEYS.owner])}.filter(key, ${label("key")} == "")`,
    fault: "labels that the pod lacks",
    remedy: "Say in it who is called when the service fails, such as team_at_vendor.example",
  },
  {
    name: "data-class-label",
    resources: POD_CARRIERS,
    offenders: `[${label(celText(PLATFORM_KEYS.dataClass))}].filter(value, !(value in ${celTexts(DATA_CLASSES)})).map(value, ${celText(`${PLATFORM_KEYS.dataClass}=`)} + value)`,
    fault: "label of the pod that names no class of data",
    remedy: `Set it to the most sensitive data that the service handles: ${DATA_CLASSES.join(", ")}`,
  },
  {
    name: "host-path",
    resources: POD_CARRIERS,
    offenders: "variables.pod.spec.?volumes.orValue([]).filter(v, has(v.hostPath)).map(v, v.name)",
    fault: "volumes that are folders of the node",
    remedy: "Use an emptyDir for temporary files and a PersistentVolumeClaim for those that stay",
  },
  {
    name: "host-network",
    resources: POD_CARRIERS,
    offenders: [
      `${celTexts(["hostNetwork", "hostPID", "hostIPC"])}.filter(setting, variables.pod.spec[?setting].orValue(false))`,
      'variables.containers.filter(c, c.?ports.orValue([]).exists(p, p.?hostPort.orValue(0) != 0)).map(c, "hostPort of " + c.name)',
    ].join(" + "),
    fault: "settings that share the node's network or processes",
    remedy: "Take them away: other pods reach a Service, and others a route of the cluster's gateway",
  },
  {
    name: "spread",
    resources: REPLICATED,
    offenders: `${celTexts(Object.values(FAILURE_DOMAINS))}.filter(key, !variables.pod.spec.?topologySpreadConstraints.orValue([]).exists(t, t.topologyKey == key && t.?nodeTaintsPolicy.orValue("") == ${celText(NODE_TAINTS_POLICY)}))`,
    fault: "failure domains over which the pods are not spread",
    remedy: `Add a topologySpreadConstraint for each topologyKey, with nodeTaintsPolicy: ${NODE_TAINTS_POLICY}: without it pods of a lost failure domain stay Pending`,
  },
];

/**
 * No workload has fewer replicas than survive the loss of one, neither by its own number nor by its scale or autoscaler.
 * @param least how many those are.
 */
export function replicasRule(least: number): OperatingRule {
  const ofAutoscaler = "variables.resource.spec.?minReplicas.orValue(1)";
  const ofWorkload = "variables.resource.spec.?replicas.orValue(0)";
  const given = `(variables.resource.kind == "HorizontalPodAutoscaler" ? ${ofAutoscaler} : ${ofWorkload})`;
  return {
    name: "replicas",
    resources: REPLICA_COUNTS,
    offenders: `[${given}].filter(count, count < ${least}).map(count, string(count))`,
    fault: "replicas that do not survive the loss of a machine",
    remedy: `Set replicas, or minReplicas of an autoscaler, to ${least} or more`,
  };
}

function label(key: string): string {
  return `variables.pod.?metadata.?labels[?${key}].orValue("")`;
}
