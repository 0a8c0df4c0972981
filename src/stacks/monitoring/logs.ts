import type { Construct } from "constructs";
import type { Environment } from "../../environment/environment";
import { PLATFORM_NAMESPACES } from "../../environment/platform-namespaces";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import { Namespace } from "../../constructs/kubernetes/namespace";
import { Alloy } from "../../constructs/monitoring/logs/alloy";
import { Loki, LOKI, LOKI_PORT } from "../../constructs/monitoring/logs/loki";
import { recordSource } from "../../constructs/provenance";
import { servicesIn } from "../../constructs/services";
import { endpointUrl } from "../machine-needs";
import type { OutsideNames } from "../outside-names";
import type { MonitoringAddOnProps } from "./monitoring-add-on-props";

/** The logs of a cluster, where it says in which bucket they are kept. */
export function addLogs(
  scope: Construct,
  environment: Environment,
  cluster: ClusterSpecification,
  props: MonitoringAddOnProps,
  outside: OutsideNames,
): void {
  const { logs } = cluster;
  if (!logs) return;
  const { endpoint, bucket, region, retentionDays } = logs;
  const loki = new Loki(scope, "loki", {
    ...props,
    storeUrl: endpointUrl(environment, cluster, endpoint),
    bucket,
    region,
    retentionDays,
    replicas: environment.specification.stage === "development" ? 1 : 3,
    hostAliases: outside.hostAliases(endpoint),
  });
  const collectors = new Namespace(scope, "log-collector", {
    name: PLATFORM_NAMESPACES.logCollector,
    podSecurity: "privileged",
  });
  const vendors = servicesIn(environment, cluster).map(({ service }) => service.vendor);
  const alloy = new Alloy(scope, "alloy", {
    ...props,
    namespace: collectors,
    pushUrl: `http://${LOKI}.${props.namespace.namespaceName}.svc:${LOKI_PORT}/loki/api/v1/push`,
    labels: props.externalLabels,
    vendors: [...new Set(vendors)].sort(),
  });
  const path = ["clusters", environment.specification.clusters.indexOf(cluster), "logs"];
  for (const construct of [loki, collectors, alloy]) recordSource(construct, path);
}
