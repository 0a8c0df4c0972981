import type { Manifest } from "../kubernetes/manifests";
import { CLUSTER_GATEWAY } from "../services/cluster-gateway";
import { PLATFORM_KEYS } from "../services/labels";
import { CEL_VARIABLES } from "./cel-variables";
import { resourceRules } from "./matched-resources";
import { refusalExpression, type OperatingRule, type RuleScope } from "./operating-rule";

const API_VERSION = "admissionregistration.k8s.io/v1";

/** Name of the policy of a rule, and of the binding that puts it into force. */
export function policyName({ name }: Pick<OperatingRule, "name">): string {
  return `operating-standard-${name}`;
}

/** The admission policy that enforces a rule, and its binding. */
export function admissionPolicy(rule: OperatingRule): Manifest[] {
  const metadata = { name: policyName(rule) };
  return [
    {
      apiVersion: API_VERSION,
      kind: "ValidatingAdmissionPolicy",
      metadata,
      spec: {
        failurePolicy: "Fail",
        matchConstraints: { resourceRules: resourceRules(rule.resources) },
        // What is on its way out may still be told so: its finalizers are taken away by updates.
        matchConditions: [{ name: "stays", expression: "!has(object.metadata.deletionTimestamp)" }],
        variables: [...CEL_VARIABLES, { name: "offenders", expression: rule.offenders }],
        validations: [
          {
            expression: "size(variables.offenders) == 0",
            message: `${rule.fault}. ${rule.remedy}.`,
            messageExpression: refusalExpression(rule, "variables.offenders"),
          },
        ],
      },
    },
    {
      apiVersion: API_VERSION,
      kind: "ValidatingAdmissionPolicyBinding",
      metadata,
      spec: {
        policyName: metadata.name,
        validationActions: ["Deny", "Audit"],
        matchResources: { namespaceSelector: { matchExpressions: [NAMESPACES[rule.scope ?? "vendors"]] } },
      },
    },
  ];
}

const NAMESPACES: Readonly<
  Record<RuleScope, { readonly key: string; readonly operator: string; readonly values?: string[] }>
> = {
  vendors: { key: PLATFORM_KEYS.vendor, operator: "Exists" },
  "all-but-gateway": {
    // Every namespace has this label of its name, and nobody can change it.
    key: "kubernetes.io/metadata.name",
    operator: "NotIn",
    values: [CLUSTER_GATEWAY.namespace],
  },
};
