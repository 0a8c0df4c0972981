import type { Construct } from "constructs";
import type { Environment } from "../../environment/environment";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import { BlackboxExporter } from "../../constructs/monitoring/probes/blackbox-exporter";
import { ProbeScrapes } from "../../constructs/monitoring/probes/probe-scrapes";
import { probeTargets } from "../../constructs/monitoring/probes/probe-targets";
import { recordSource } from "../../constructs/provenance";
import type { MonitoringAddOnProps } from "./monitoring-add-on-props";

/** Has a cluster ask its services, load balancers, links and sites whether they are there, unless the YAML says otherwise. */
export function addProbes(
  scope: Construct,
  environment: Environment,
  cluster: ClusterSpecification,
  props: MonitoringAddOnProps,
): void {
  if (!environment.specification.monitoring.probes) return;
  const exporter = new BlackboxExporter(scope, "blackbox-exporter", props);
  const scrapes = new ProbeScrapes(scope, "probes", {
    namespace: props.namespace,
    targets: probeTargets(environment, cluster),
  });
  for (const construct of [exporter, scrapes]) recordSource(construct, ["monitoring"]);
}
