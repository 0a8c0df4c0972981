import { Construct } from "constructs";
import { Port } from "../../../environment/values";
import type { INamespace } from "../../kubernetes/namespace";
import { ASK_NAME_SERVERS } from "../../services/name-servers";
import { PodNetworkPolicy, type PolicyRule } from "../../services/pod-network-policy";
import { ALERTMANAGER_MEMBERS_PORT } from "../addresses";

/** Labels that the operator gives the pods of every Alertmanager. */
const ALERTMANAGER_PODS = { "app.kubernetes.io/name": "alertmanager" };

export interface AlertmanagerEgressProps {
  /** Where Alertmanager stands. */
  readonly namespace: INamespace;
  /** The first hop to each receiver: the same that the security groups of the nodes permit. */
  readonly receivers: readonly PolicyRule[];
}

/**
 * What leaves Alertmanager's pods: names, words among its members, and alarms to the receivers of the YAML. Alarms are the one
 * thing that monitoring of the intranet sends out of it, so they may go nowhere else.
 */
export class AlertmanagerEgress extends Construct {
  constructor(scope: Construct, id: string, { namespace, receivers }: AlertmanagerEgressProps) {
    super(scope, id);
    const members: PolicyRule = {
      peer: { kind: "pods", namespace: namespace.namespaceName, labels: ALERTMANAGER_PODS },
      ports: [Port.tcp(ALERTMANAGER_MEMBERS_PORT), Port.udp(ALERTMANAGER_MEMBERS_PORT)],
    };
    const allow = (to: string, rules: readonly PolicyRule[], why: string) =>
      new PodNetworkPolicy(this, to, {
        name: `alertmanager-to-${to}`,
        namespace,
        direction: "egress",
        podLabels: ALERTMANAGER_PODS,
        rules,
        why: `infrastructure ${why}`,
      });
    allow("names", [ASK_NAME_SERVERS], "names");
    allow("members", [members], "alarms");
    if (receivers.length > 0) allow("receivers", receivers, "alarm receivers");
  }
}
