import type { Construct } from "constructs";
import type { Environment } from "../../environment/environment";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import type { INamespace } from "../../constructs/kubernetes/namespace";
import { BlackboxExporter } from "../../constructs/monitoring/probes/blackbox-exporter";
import { ProbeScrapes } from "../../constructs/monitoring/probes/probe-scrapes";
import { probeTargets } from "../../constructs/monitoring/probes/probe-targets";
import type { PlatformAddOnProps } from "../../constructs/platform/platform-add-on-props";
import { recordSource } from "../../constructs/provenance";

/** Has a cluster ask its services, load balancers, links and sites whether they are there, unless the YAML says otherwise. */
export function addProbes(
  scope: Construct,
  environment: Environment,
  cluster: ClusterSpecification,
  props: PlatformAddOnProps & { readonly namespace: INamespace },
): void {
  if (!environment.specification.monitoring.probes) return;
  const exporter = new BlackboxExporter(scope, "blackbox-exporter", props);
  const scrapes = new ProbeScrapes(scope, "probes", {
    namespace: props.namespace,
    targets: probeTargets(environment, cluster),
  });
  for (const construct of [exporter, scrapes]) recordSource(construct, ["monitoring"]);
}
