import type { Construct } from "constructs";
import type { Environment } from "../../../environment/environment";
import type { ClusterSpecification } from "../../../environment/schema/clusters";
import type { INamespace } from "../../kubernetes/namespace";
import type { EndingAuthority } from "../../pki/certificate-authority";
import { recordSource } from "../../provenance";
import { PROMETHEUS_STACK } from "../addresses";
import { AlertRules } from "./alert-rules";
import { clusterRuleGroups } from "./groups";

/** The rules of a cluster, beside its Prometheus. */
export function addAlertRules(
  scope: Construct,
  environment: Environment,
  cluster: ClusterSpecification,
  namespace: INamespace,
  authorities: readonly EndingAuthority[] = [],
): AlertRules {
  const { runbooks } = environment.specification.alerting;
  const rules = new AlertRules(scope, "alert-rules", {
    namespace,
    operator: PROMETHEUS_STACK,
    groups: clusterRuleGroups(environment, cluster, authorities),
    ...(runbooks !== undefined && { runbooks }),
  });
  recordSource(rules, ["alerting"]);
  return rules;
}
