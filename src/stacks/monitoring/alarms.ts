import type { Construct } from "constructs";
import type { Environment } from "../../environment/environment";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import { alarmConnections } from "../../constructs/connectivity";
import { AlertmanagerEgress } from "../../constructs/monitoring/alertmanager";
import { recordSource } from "../../constructs/provenance";
import { endpointBlocks } from "../../constructs/services";
import type { MonitoringAddOnProps } from "./monitoring-add-on-props";

/** Lets a cluster's Alertmanager out to the receivers of the YAML, and nowhere else. */
export function addAlarmEgress(
  scope: Construct,
  environment: Environment,
  cluster: ClusterSpecification,
  { namespace }: MonitoringAddOnProps,
): void {
  const egress = new AlertmanagerEgress(scope, "alertmanager-egress", {
    namespace,
    receivers: alarmConnections(environment, cluster).map(({ to, port }) => ({
      peer: { kind: "blocks", blocks: endpointBlocks(environment, cluster, to) },
      ports: [port],
    })),
  });
  recordSource(egress, ["alerting"]);
}
