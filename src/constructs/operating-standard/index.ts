export { admissionPolicy, policyName } from "./admission-policies";
export { refusal, type OperatingRule } from "./operating-rule";
export { operatingRules, type OperatingStandardScope } from "./operating-rules";
export { OperatingStandard, type OperatingStandardProps } from "./operating-standard";
