import type { Construct } from "constructs";
import { Manifests } from "../../kubernetes/manifests";
import type { INamespace } from "../../kubernetes/namespace";
import type { RuleGroup } from "./alert";
import { checkGroups } from "./check-groups";
import { prometheusRule, RUNBOOKS_FOLDER } from "./prometheus-rule";

export interface AlertRulesProps {
  /** Where Prometheus' operator looks for rules. */
  readonly namespace: INamespace;
  readonly groups: readonly RuleGroup[];
  /** Add-on of this stack that brings the operator. */
  readonly operator: string;

  /**
   * Base of the alerts' pages, an URL.
   * @default - their path in this repository
   */
  readonly runbooks?: string;
}

/**
 * The rules of a cluster's Prometheus, one object for each group.
 *
 * Synthesis fails when an alert has no owner or no runbook, when two have one name, and when an expression is no PromQL.
 */
export class AlertRules extends Manifests {
  readonly groups: readonly RuleGroup[];

  constructor(scope: Construct, id: string, props: AlertRulesProps) {
    const { namespace, groups, operator, runbooks = RUNBOOKS_FOLDER } = props;
    super(scope, id, {
      namespace,
      needs: [operator],
      manifests: groups.map((group) => prometheusRule(group, namespace.namespaceName, runbooks)),
    });
    this.groups = groups;
    this.node.addValidation({ validate: () => checkGroups(groups) });
  }
}
