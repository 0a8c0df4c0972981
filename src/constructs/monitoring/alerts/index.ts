export { SEVERITIES, type Alert, type RecordingRule, type RuleGroup, type Runbook, type Severity } from "./alert";
export { addAlertRules } from "./add-alert-rules";
export { AlertRules, type AlertRulesProps } from "./alert-rules";
export { checkGroups } from "./check-groups";
export type { AlertContext, WatchedAuthority, WatchedService } from "./context";
export { alertContext, clusterRuleGroups, ruleGroups } from "./groups";
export { NETWORK, OWNER_OF_SERIES, ownerOfNamespace, PLATFORM, type AlertOwner } from "./owners";
export { watchedAuthority } from "./subjects/authorities";
export { prometheusRule, ruleGroup, runbookUrl, RUNBOOKS_FOLDER } from "./prometheus-rule";
